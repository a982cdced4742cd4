BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace
    $env:OPTAIC_HOME = $root
    function Complete([string] $Text) { [System.Management.Automation.CommandCompletion]::CompleteInput($Text, $Text.Length, $null).CompletionMatches }
}
AfterAll {
    $env:OPTAIC_HOME = $null
}

Describe 'Completing <Text>' -ForEach @(
    @{ Text = 'Get-OptInstance mom'; Expected = 'momentum', 'momentum_backtest' }
    @{ Text = 'Start-OptFlow -Instance pri'; Expected = 'prices' }
    @{ Text = "Get-OptInstance 'mi"; Expected = "'min_var'" }
    @{ Text = 'Get-OptInstance "mi'; Expected = '"min_var"' }
    @{ Text = 'New-OptInstance builtin.min'; Expected = 'builtin.min_variance' }
    @{ Text = 'New-OptInstance builtin.min_variance@'; Expected = 'builtin.min_variance@1.0.0' }
    @{ Text = 'Get-OptInstance -Tag ni'; Expected = 'nightly' }
    @{ Text = 'Get-OptPlan +mom'; Expected = '+momentum', '+momentum_backtest' }
    @{ Text = 'Stop-OptFlow tag:n'; Expected = 'tag:nightly' }
    @{ Text = 'Remove-OptInstance stat'; Expected = 'status:' }
    @{ Text = 'Start-OptFlow -Exclude type:Sig'; Expected = 'type:SignalInstance' }
    @{ Text = 'Get-OptLineage type:Sig'; Expected = 'type:SignalInstance' }
    @{ Text = 'Get-OptPlan status:stale'; Expected = 'status:stale_source_delayed', 'status:stale' }
    @{ Text = 'Start-OptFlow prices -Flow Ref'; Expected = 'Refresh' }
    @{ Text = 'Clear-OptCache -Kind E'; Expected = 'Environment' }
    @{ Text = 'Start-OptFlow prices -Overlap J'; Expected = 'Join' }
) {
    It 'offers what there is' {
        (Complete $Text).CompletionText | Sort-Object | Should -Be ($Expected | Sort-Object)
    }
}

Describe 'Completing names' {
    It 'says what each of them is' {
        (Complete 'Get-OptInstance pri')[0].ToolTip | Should -BeLike 'DatasetInstance*'
    }

    It 'looks into the workspace that the line names' {
        $other = New-TestFolder
        $null = Initialize-OptWorkspace $other
        $null = New-OptInstance builtin.csv -Name others -Config @{ path = "$root/prices.csv" } -Root $other
        (Complete "Get-OptInstance -Root '$other' pri").CompletionText | Should -Not -Contain prices
        (Complete "Get-OptInstance -Root '$other' oth").CompletionText | Should -Be others
        (Complete "Start-OptFlow -Root $other -Instance oth").CompletionText | Should -Be others
    }

    It 'quotes what needs it' {
        (Complete "Get-OptPlan '@momentum_").CompletionText | Should -Be "'@momentum_backtest'"
        (Complete 'Get-OptPlan prices,mi').CompletionText | Should -Not -BeNullOrEmpty
    }

    It 'offers runs, with what they were' {
        $run = Invoke-OptFlow prices
        $match = Complete "Receive-OptRun $($run.Id.ToString().Substring(0, 8))"
        $match.CompletionText | Should -Contain $run.Id.ToString()
        $match[0].ToolTip | Should -BeLike 'prices.refresh*'
    }

    It 'keeps silent where there is no workspace, or a broken one' {
        $errors = $global:Error.Count
        (Complete "Get-OptInstance -Root '$root/nowhere' pri").CompletionText | Should -Not -Contain prices
        $broken = New-TestFolder
        Set-Content "$broken/workspace.json" '{'
        (Complete "Get-OptInstance -Root '$broken' pri").CompletionText | Should -Not -Contain prices
        $global:Error.Count | Should -Be $errors
    }
}
