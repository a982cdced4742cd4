BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
}

Describe 'Get-OptEvent' {
    It 'lists what happened to an instance, oldest first' {
        $events = Get-OptInstance prices | Get-OptEvent
        $events.Action | Should -Be 'instance.created'
        $events.Resource | Should -Be prices
    }

    It 'takes patterns, a time and a limit' {
        (Get-OptEvent mom*).Resource | Should -Be momentum, momentum_backtest
        (Get-OptEvent -Action *.created -Limit 2).Resource | Should -Be min_var, momentum_backtest
        Get-OptEvent -Since (Get-Date).AddDays(1) | Should -BeNullOrEmpty
    }
}

Describe 'Watch-OptEvent' {
    It 'brings what another session does, and ends with the pipeline' {
        $shell = New-Shell "Watch-OptEvent prices run.* -Since '2024-01-01' -Root '$root' | Select-Object -First 2"
        try {
            $watching = $shell.BeginInvoke()
            $null = Invoke-OptFlow prices
            Wait-Until { $watching.IsCompleted }
            $shell.EndInvoke($watching).Action | Should -Be run.started, run.completed
        }
        finally { $shell.Dispose() }
    }

    It 'ends when it is stopped' {
        $shell = New-Shell "Watch-OptEvent -Root '$root'"
        $null = $shell.BeginInvoke()
        Wait-Until { $shell.InvocationStateInfo.State -eq 'Running' }
        $shell.Stop()
        $shell.InvocationStateInfo.State | Should -Be Stopped
        $shell.Dispose()
    }
}
