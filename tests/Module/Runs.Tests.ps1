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
