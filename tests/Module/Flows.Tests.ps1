BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
}

Describe 'Bringing a backtest up to date' {
    It 'shows the plan with its reasons, in lineage order' {
        $plan = Get-OptPlan +momentum_backtest
        $plan.Instance[0] | Should -Be prices
        $plan.Instance[-1] | Should -Be momentum_backtest
        $plan.Action | Should -Be 'Run', 'Run', 'Run', 'Run'
        $plan[0].Reasons[0].Code | Should -Be never_completed
    }

    It 'refuses a flow whose upstream is not ready, with what stands in the way' {
        $failure = Get-ErrorOf { Invoke-OptFlow momentum -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'UpstreamNotReady,*'
        $failure.Exception.Blockers.Instance | Should -Be prices
    }

    It 'runs the plan, and returns each step' {
        $steps = Invoke-OptPlan +momentum_backtest
        $steps.Outcome | Should -Be 'completed', 'completed', 'completed', 'completed'
        (Get-OptInstance).Status | Sort-Object -Unique | Should -Be Ready
    }

    It 'does nothing the second time' {
        (Invoke-OptPlan +momentum_backtest).Outcome | Sort-Object -Unique | Should -Be skipped
    }

    It 'says on the information stream that there was nothing to do' {
        Invoke-OptFlow prices -InformationVariable said -InformationAction SilentlyContinue | Should -BeNullOrEmpty
        "$said" | Should -BeLike 'prices.refresh is Ready*'
    }

    It 'runs exactly what newer prices make stale, from one line' {
        Write-Prices "$root/prices.csv" -Days 61 -Skip 60
        $flows = Get-OptFlow
        $flows.Status | Sort-Object -Unique | Should -Be Stale
        $flows.Where{ $_.Instance -eq 'momentum_backtest' }.Reasons[0].ToString() | Should -BeLike '*prices.refresh source_changed*prices.csv*'

        Get-OptInstance prices | Get-OptFlow | Start-OptFlow -Wait | ForEach-Object Instance | Should -Be prices
        $runs = Get-OptInstance mom* | Get-OptFlow | Where-Object Status -EQ Stale | Start-OptFlow -Recursive -Wait
        $runs.Status | Sort-Object -Unique | Should -Be Completed
        $runs.Instance | Should -Contain momentum
        $runs[-1].Instance | Should -Be momentum_backtest
        (Get-OptInstance).Status | Sort-Object -Unique | Should -Be Ready
    }
}

Describe 'Start-OptFlow' {
    It 'returns the run at once, and the run survives' {
        New-SleepingInstance $root
        $run = Start-OptFlow slow
        $run | Should -BeOfType ([OptAIC.OptRun])
        $run.Status | Should -BeIn 'Pending', 'Running'
        (Get-OptFlow slow).Status | Should -Be Running
    }

    It 'refuses a second start, and names the owner' {
        $failure = Get-ErrorOf { Invoke-OptFlow slow -ErrorAction Stop }
        $failure.CategoryInfo.Category | Should -Be ResourceBusy
        $failure.FullyQualifiedErrorId | Should -BeLike 'FlowBusy,*'
    }

    It 'waits no longer than asked' {
        $failure = Get-ErrorOf { Wait-OptRun latest -Timeout 0.2 -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'WaitTimedOut,*'
        $failure.TargetObject | Should -BeOfType ([OptAIC.OptRun])
    }

    It 'can be attached to, and left again, whoever started it' {
        $shell = New-Shell "Wait-OptRun slow -Plan -Verbose -Root '$root'"
        $waiting = $shell.BeginInvoke()
        Wait-Until { $shell.Streams.Verbose -match 'slow.refresh \| woken' }
        Wait-Until { $shell.Streams.Progress.Activity -contains 'slow.refresh' }
        $shell.Streams.Progress.Where({ $_.Activity -eq 'slow.refresh' })[0].ParentActivityId | Should -Be $shell.Streams.Progress.Where({ $_.Activity -eq 'Running flows' })[0].ActivityId
        $shell.Stop()
        { $shell.EndInvoke($waiting) } | Should -Throw
        $shell.Dispose()
        (Get-OptFlow slow).Status | Should -Be Running
        (Get-ErrorOf { Wait-OptRun slow -Plan -Timeout 0.2 -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'WaitTimedOut,*'
    }

    It 'is ended by Stop-OptFlow, after which the run is cancelled' {
        (Stop-OptFlow slow -Patience 20s -PassThru).Status | Should -Not -Be Running
        (Wait-OptRun slow).Status | Should -Be Cancelled
    }

    It 'makes one plan of all that comes down the pipeline, which is waited for as a whole and told once' {
        (Start-OptFlow prices, min_var -Force | Wait-OptRun -Plan).Instance | Should -Be prices, min_var
        (Get-OptRun prices, min_var -Limit 1 | Wait-OptRun -Plan).Instance | Should -Be prices, min_var
    }

    It 'and stopping what is idle is no error' {
        Stop-OptFlow slow -ErrorAction Stop | Should -BeNullOrEmpty
        Stop-OptInstance prices -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'takes name.flow, and only the flows that an instance has' {
        (Invoke-OptFlow prices.refresh -Force).Flow | Should -Be Refresh
        (Get-ErrorOf { Invoke-OptFlow prices -Flow Training -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'FlowNotFound,*'
    }

    It 'returns a failed run, and reports it' {
        New-TestInstance $root failing "type: DatasetInstance
pipeline: { definition: builtin.command, config: { command: [pwsh, -NoProfile, -NonInteractive, -Command, 'Write-Host before; [Console]::Error.WriteLine(''oops''); exit 3'] } }
store: { definition: builtin.sqlite }
accessor: { definition: builtin.simple }"
        $run = Invoke-OptFlow failing -ErrorVariable errors -ErrorAction SilentlyContinue
        $run.Status | Should -Be Failed
        $run.Error | Should -BeLike '*3*'
        $errors.FullyQualifiedErrorId | Should -Be 'RunFailed,OptAIC.Commands.InvokeOptFlowCommand'
        $errors[0].TargetObject.Id | Should -Be $run.Id
    }

    It 'has logs that can be read afterwards' {
        Receive-OptRun failing | Should -Contain before
        Receive-OptRun failing -Follow | Should -Contain before
        Receive-OptRun failing -Stderr | Should -Contain oops
        Get-OptFlow failing | Get-OptRun -Limit 1 | Receive-OptRun -Stderr | Should -Contain oops
    }
}

Describe 'Test-OptFlow' {
    It 'says yes or no' {
        Test-OptFlow prices | Should -BeTrue
        Test-OptFlow failing | Should -BeFalse
        Test-OptFlow prices, failing | Should -Be $true, $false
    }

    It 'explains' {
        (Test-OptFlow prices -Explain).Verdict | Should -Not -Contain Failed
        (Test-OptFlow failing -Explain | Where-Object Verdict -EQ Failed)[0].Code | Should -Be last_run_failed
    }

    It 'says whether everything upstream is ready' {
        Test-OptFlow momentum_backtest -Upstream | Should -BeTrue
    }
}

Describe 'Runs' {
    It 'are listed newest first, with everything that their records hold' {
        $runs = Get-OptRun momentum_backtest
        $runs.CreatedAt | Should -Be ($runs.CreatedAt | Sort-Object -Descending)
        $runs[0].Metrics.Keys | Should -Contain sharpe
        $runs[0].InputVersions.Keys | Should -Contain momentum.refresh
    }

    It 'can be filtered' {
        (Get-OptRun -Status Failed).Instance | Should -Be failing
        @(Get-OptRun -Limit 2) | Should -HaveCount 2
        (Get-OptRun m* -Flow Optimize).Instance | Sort-Object -Unique | Should -Be min_var
        (Get-OptRun -Id latest).Id | Should -Be (Get-OptRun -Limit 1).Id
    }

    It 'have metrics and artifacts that can be asked for' {
        (Get-OptMetric momentum_backtest -Name observations).Value | Should -BeOfType ([double])
        (Get-OptRun momentum_backtest -Limit 1 | Get-OptMetric).Name | Should -Contain max_drawdown
        foreach ($artifact in Get-OptArtifact momentum_backtest) { $artifact.Path | Should -Exist }
    }
}

Describe 'Lineage' {
    It 'is everything, or what a selector means' {
        (Get-OptLineage).Upstream | Should -Contain prices
        (Get-OptLineage prices -Node -Direction Downstream).Instance | Should -Contain momentum_backtest
        (Get-OptLineage momentum -Node).Instance | Should -Be 'prices', 'momentum', 'momentum_backtest'
        (Get-OptLineage +momentum -Node).Instance | Should -Be 'prices', 'momentum'
        (Get-OptLineage momentum_backtest -Node -Direction Upstream -Depth 1).Instance | Should -Contain prices
        (Get-OptInstance momentum | Get-OptLineage -Direction Upstream).Role | Should -Be input
        (Get-OptRun momentum -Limit 1 | Get-OptLineage -Direction Upstream).Role | Should -Be input
    }

    It 'leads from a run back to the files, and on to what was made from it' {
        (Get-OptLineage -Run momentum).Instance | Should -Be 'momentum', 'prices'
        $load = (Get-OptLineage -Run momentum)[1].Run
        (Get-OptLineage -Run $load -Direction Downstream).Instance | Should -Contain momentum_backtest
        (Get-OptLineage -Run momentum -Direction Both).Instance | Should -Be 'momentum', 'prices', 'momentum_backtest'
    }
}

Describe 'Data' {
    It 'come as objects' {
        $rows = Get-OptData prices -Entity BBB -Column close -From 2024-01-03 -To 2024-01-05
        $rows | Should -HaveCount 3
        $rows[0].Date | Should -Be ([DateOnly]::new(2024, 1, 3))
        $rows[0].Entity | Should -Be BBB
        $rows[0].close | Should -BeOfType ([double])
    }

    It 'come as a table, with nothing for what is missing' {
        $table = Get-OptData momentum -AsTable
        , $table | Should -BeOfType ([System.Data.DataTable])
        $table.Columns.ColumnName | Should -Be 'Date', 'Entity', 'momentum'
        $table.Rows.Count | Should -BeGreaterThan 100
    }

    It 'are cut off at an instant, which may be a date' {
        Get-OptData prices -AsOf (Get-Date '2024-01-02') -Limit 100 | ForEach-Object Date | Sort-Object -Unique | Should -HaveCount 2
        (Get-ErrorOf { Get-OptData prices -AsOf tomorrow }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
    }
}

Describe 'A notebook that is worked on' -Skip:(-not (Get-Command jupyter-notebook -CommandType Application -ErrorAction Ignore)) {
    It 'is served behind a token until it is shut down, and publishes nothing' {
        $null = New-Item -ItemType Directory "$root/pack/workflow"
        $cell = @{ cell_type = 'code'; execution_count = $null; id = 'a'; metadata = @{}; outputs = @(); source = '1 + 1' }
        ConvertTo-Json @{ cells = @($cell); metadata = @{}; nbformat = 4; nbformat_minor = 5 } -Depth 5 | Set-Content "$root/pack/workflow/pack.ipynb"
        $null = New-OptInstance -Backpack "$root/pack"
        $shell = New-Shell "Invoke-OptFlow pack -Interactive -Root '$root'"
        try {
            $running = $shell.BeginInvoke()
            Wait-Until { "$($shell.Streams.Information)" -match 'open (http://127\.0\.0\.1:\d+)/\S*\?token=(\w+)' }
            $null = "$($shell.Streams.Information)" -match 'open (http://127\.0\.0\.1:\d+)/\S*\?token=(\w+)'
            $server, $token = $Matches[1], $Matches[2]
            (Invoke-RestMethod "$server/api/status" -Headers @{ Authorization = "token $token" }).kernels | Should -Be 0
            { Invoke-RestMethod "$server/api/status" } | Should -Throw
            (Get-OptFlow pack).Status | Should -Be Running
            $null = Invoke-RestMethod "$server/api/shutdown" -Method Post -Headers @{ Authorization = "token $token" }
            $run = $shell.EndInvoke($running)
        }
        finally {
            Stop-OptFlow pack
            $shell.Dispose()
        }
        $run.Status, $run.Trigger, $run.DataVersion | Should -Be 'Completed', 'Interactive', $null
        (Get-ErrorOf { Invoke-OptFlow prices -Interactive -Force -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'NoNotebook,*'
    }
}
