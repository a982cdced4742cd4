# Runs are asked for, compared, exported and removed as objects.
BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace -Refreshed
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
}
AfterAll {
    $env:OPTAIC_HOME = $null
}

Describe 'Conditions' {
    It 'find runs by what is known of them' {
        (Get-OptRun -Where "status = completed and metric.rows > 0 or flow = backtest").Instance | Sort-Object | Should -Be momentum, momentum_backtest, prices
        Get-OptRun -Where 'not started > -1h' | Should -BeNullOrEmpty
        (Get-OptRun m* -Where 'flow = backtest or metric.rows = none and instance = prices').Instance | Should -Be momentum_backtest
    }

    It 'say where they cannot be read, and what was meant' {
        $problem = Get-ErrorOf { Get-OptRun -Where 'stauts = failed' }
        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidCondition,*'
        $problem.Exception.Message | Should -BeLike "*column 1*'stauts'*"
        $problem.ErrorDetails.RecommendedAction | Should -Be "did you mean 'status'?"
    }

    It 'are completed word by word' {
        $env:OPTAIC_HOME = $root
        $line = "Get-OptRun -Where 'status = failed and metr'"
        ([System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches.CompletionText | Should -Be "'status = failed and metric.'"
    }
}

Describe 'Two runs' {
    It 'are compared, and only differences are told unless asked' {
        Compare-OptRun prices (Get-OptRun prices).Id | Should -BeNullOrEmpty
        (Compare-OptRun prices latest | Where-Object Path -eq flow).Before | Should -Be refresh
        (Get-OptRun prices | Compare-OptRun -DifferenceRun prices -IncludeEqual).Area | Should -Contain source
    }
}

Describe 'Exported runs' {
    It 'are a table, or JSON, and replace nothing by themselves' {
        $file = Export-OptRun "$root/runs.csv" -Where 'flow = refresh' -PassThru
        (Import-Csv $file).instance | Sort-Object | Should -Be momentum, prices
        Get-OptRun prices | Export-OptRun "$root/runs.json"
        (Get-Content "$root/runs.json" -Raw | ConvertFrom-Json).instance | Should -Be prices
        (Get-ErrorOf { Export-OptRun "$root/runs.json" }).FullyQualifiedErrorId | Should -BeLike 'RunExportRefused,*'
    }

    It 'are one archive that can be verified by itself' {
        Export-OptRun "$root/runs.zip" -Instance momentum_backtest
        [IO.Compression.ZipFile]::ExtractToDirectory("$root/runs.zip", "$root/unpacked")
        $manifest = Get-Content "$root/unpacked/manifest.json" -Raw | ConvertFrom-Json
        $manifest.runs.instance | Should -Be momentum_backtest
        $manifest.files.path | Should -Contain "runs/$($manifest.runs.id)/data/equity.csv"
        foreach ($file in $manifest.files) {
            (Get-FileHash "$root/unpacked/$($file.path)").Hash | Should -Be $file.sha256
        }
    }
}

Describe 'Runs that are removed' {
    It 'are those that nothing needs' {
        $first = Get-OptRun prices
        $null = Invoke-OptFlow prices -Force
        Write-Prices "$root/prices.csv" -Days 70 -Skip 60
        $null = Invoke-OptPlan +momentum_backtest
        $status = Get-OptFlow | ForEach-Object { "$_ $($_.Status) $($_.LastRun)" }
        $told = Remove-OptRun -Keep 0 -PassThru
        ($told | Where-Object IsRemoved).Id | Should -Contain $first.Id
        ($told | Where-Object IsRemoved -EQ $false).KeptBecause | Should -Contain 'it is the last completed run of prices.refresh'
        Get-OptFlow | ForEach-Object { "$_ $($_.Status) $($_.LastRun)" } | Should -Be $status
        Test-OptWorkspace | Should -BeNullOrEmpty
        (Get-ErrorOf { Remove-OptRun -Retention }).FullyQualifiedErrorId | Should -BeLike 'RetentionNotSet,*'
        (Initialize-OptWorkspace $root -RetainCount 5 -RetainAge 30d).Retention | Should -Be '5 newest of each flow, 30 days'
        Remove-OptRun -Retention -PassThru | Should -BeNullOrEmpty
        (Initialize-OptWorkspace $root -RetainCount 0 -RetainAge 0).Retention | Should -BeNullOrEmpty
        (Get-ErrorOf { Remove-OptRun prices }).FullyQualifiedErrorId | Should -BeLike 'RunNeeded,*'
        (Get-ErrorOf { Remove-OptRun -Instance prices }).FullyQualifiedErrorId | Should -BeLike 'RemovalNotStated,*'
    }
}

Describe 'A run that has ended' {
    It 'is stopped already' {
        (Stop-OptRun momentum_backtest -PassThru).Status | Should -Be Completed
    }
}
