BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = Join-Path (New-TestFolder) quickstart
}

Describe 'Invoke-OptQuickstart' {
    It 'does the main job from nothing' {
        $quickstart = Invoke-OptQuickstart $root
        $quickstart.Created | Should -Be 'prices', 'momentum', 'min_var', 'momentum_backtest'
        $quickstart.Steps.Outcome | Sort-Object -Unique | Should -Be completed
        $quickstart.Lineage.Nodes.Status | Sort-Object -Unique | Should -Be Ready
        $quickstart.Backtest.Metrics['sharpe'] | Should -BeOfType ([double])
        ($quickstart.Backtest | Get-OptMetric -Name sharpe).Value | Should -Be $quickstart.Backtest.Metrics['sharpe']
    }

    It 'does nothing the second time' {
        $again = Invoke-OptQuickstart $root
        $again.Created | Should -BeNullOrEmpty
        $again.Steps.Outcome | Sort-Object -Unique | Should -Be skipped
    }

    It 'has prices of at least 90 stocks over five years' {
        $table = Get-OptData prices -Column close -AsTable -Root $root
        $dates = $table.Rows.ForEach{ $_['Date'] } | Sort-Object -Unique
        ($table.Rows.ForEach{ $_['Entity'] } | Sort-Object -Unique).Count | Should -BeGreaterOrEqual 90
        ($dates[-1].DayNumber - $dates[0].DayNumber) / 365.25 | Should -BeGreaterThan 4.9
    }
}

Describe 'samples/quickstart.ps1' {
    It 'tells the same story with the single cmdlets' {
        $told = pwsh -NoProfile -NonInteractive -File (Join-Path $Repository samples/quickstart.ps1) -Root (Join-Path (New-TestFolder) story) -Module $Manifest 2>&1 | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $told
        $told | Should -Match 'momentum_backtest +Backtest +Ready'
        $told | Should -Match 'sharpe'
        $told | Should -Match 'prices.refresh +5 source +Failed'
    }
}
