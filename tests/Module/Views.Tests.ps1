BeforeDiscovery {
    $views = @(
        @{ Type = 'OptWorkspace'; Script = { Get-OptWorkspace } }
        @{ Type = 'OptDefinition'; Script = { Get-OptDefinition } }
        @{ Type = 'OptParameter'; Script = { (Get-OptDefinition builtin.csv -Kind PipelineDef).Parameters } }
        @{ Type = 'OptConfigValue'; Script = { (Get-OptInstance prices).Config } }
        @{ Type = 'OptDefinitionScaffold'; Script = { New-OptDefinition StoreDef -Path (Join-Path (New-TestFolder) new) } }
        @{ Type = 'OptInstance'; Script = { Get-OptInstance } }
        @{ Type = 'OptFlow'; Script = { Get-OptFlow } }
        @{ Type = 'OptRun'; Script = { Get-OptRun } }
        @{ Type = 'OptEvent'; Script = { Get-OptEvent } }
        @{ Type = 'OptSchedule'; Script = { Get-OptSchedule prices } }
        @{ Type = 'OptOccurrence'; Script = { Get-OptSchedule -Cron '0 6 * * *' -Next 3 } }
        @{ Type = 'OptScheduleEvent'; Script = { Invoke-OptSchedule } }
        @{ Type = 'OptPlanStep'; Script = { Get-OptPlan momentum+ -Force } }
        @{ Type = 'OptReason'; Script = { (Get-OptFlow odd_one).Reasons } }
        @{ Type = 'OptCheck'; Script = { Test-OptFlow odd_one -Explain } }
        @{ Type = 'OptLineageEdge'; Script = { Get-OptLineage } }
        @{ Type = 'OptRunLineage'; Script = { Get-OptLineage -Run momentum_backtest } }
        @{ Type = 'OptLineageImpact'; Script = { Get-OptLineage prices -Impact } }
        @{ Type = 'OptLineagePath'; Script = { Get-OptLineage -From prices -To momentum_backtest } }
        @{ Type = 'OptMetric'; Script = { Get-OptMetric momentum_backtest } }
        @{ Type = 'OptModel'; Script = { Get-OptModel alpha } }
        @{ Type = 'OptDataItem'; Script = { Confirm-OptData packed } }
        @{ Type = 'OptSyncedFile'; Script = { Sync-OptInstance packed -WhatIf } }
        @{ Type = 'OptPackageChange'; Script = { Update-OptEnvironment "$root/numbers" -WhatIf } }
        @{ Type = 'OptInstanceUsage'; Script = { Measure-OptInstance } }
        @{ Type = 'OptCacheEntry'; Script = { Get-OptCache } }
        @{ Type = 'OptCacheRemoval'; Script = { Clear-OptCache -PassThru } }
        @{ Type = 'OptInstanceArchive'; Script = { Export-OptInstance prices (Join-Path (New-TestFolder) prices.zip) -PassThru } }
        @{ Type = 'OptArtifact'; Script = { Get-OptArtifact momentum_backtest } }
        @{ Type = 'OptIssue'; Script = { Test-OptDefinition "$root/broken" } }
        @{ Type = 'OptStackStep'; Script = { Invoke-OptStack "$root/stack.yml" -WhatIf } }
        @{ Type = 'OptTick'; Script = { Unregister-OptSchedule -PassThru } }
        @{ Type = 'OptTestResult'; Script = { Test-OptDefinition "$root/tested" } }
        @{ Type = 'OptRegistryRepair'; Script = { Repair-OptRegistry -WhatIf } }
        @{ Type = 'OptRunContext'; Script = { Get-OptRunContext (New-RunContext) } }
        @{ Type = 'OptRunInput'; Script = { (Get-OptRunContext (New-RunContext)).Inputs } }
        @{ Type = 'OptDataRow'; Script = { Get-OptData prices -Limit 3 } }
    )
}
BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace -Refreshed
    $null = Use-StandInCrontab
    $null = Use-StandInConda
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
    $null = New-OptInstance builtin.equal_weight odd_one -Upstream @{ input = 'prices' }
    $null = New-Item -ItemType Directory "$root/broken", "$root/packed/workflow", "$root/packed/data"
    Set-Content "$root/packed/workflow/run.ps1" ''
    Set-Content "$root/packed/data/data.yml" 'items: [{ target: words.txt, source: data/data.yml }]'
    New-NumbersBackpack "$root/numbers"
    $null = New-OptInstance -Backpack "$root/numbers"
    $packed = New-OptInstance -Backpack "$root/packed"
    Set-Content "$($packed.Path)/workflow/made.txt" 'made'
    $null = New-Item -ItemType Directory "$root/tested/tests"
    Set-Content "$root/tested/definition.yml" "kind: WorkflowDef`nname: tested`nversion: 1.0.0`nentry: { command: [echo, hello] }`ntest_suite: tests/"
    Set-Content "$root/tested/tests/wrong.yml" 'config: { colour: red }'
    $null = New-Item -ItemType Directory "$root/averages"
    Set-Content "$root/averages/definition.yml" "kind: MLModuleDef`nname: averages`nversion: 1.0.0`nflow_specs: [ { flow_kind: training, entry: { command: [pwsh, -NoProfile, -NonInteractive, -Command, 'Set-Content `${run.output}/model.txt 1'] } } ]"
    $null = Register-OptDefinition "$root/averages"
    $null = New-OptInstance averages alpha
    $null = Invoke-OptFlow alpha
    Set-OptSchedule prices -Cron '* * * * * *'
    Set-Content "$root/stack.yml" "name: made`ninstances: [ { name: copy, type: DatasetInstance, pipeline: { definition: builtin.csv, config: { path: prices.csv } } } ]"
    Set-Content "$root/broken/definition.yml" "kind: PipelineDef`nname: broken`nversion: one"
}

Describe 'The view of <Type>' -ForEach $views {
    BeforeAll {
        $PSStyle.OutputRendering = 'PlainText'
        $objects = @(& $Script)
        $lines = ($objects | Out-String -Width 120) -split "`r?`n" | Where-Object { $_ }
    }

    It 'is a table with a row for every object' {
        $objects | Should -Not -BeNullOrEmpty
        $objects[0].PSObject.TypeNames | Should -Contain "OptAIC.$Type"
        $lines[1] | Should -Match '^[ -]+$'
        $lines.Count | Should -BeGreaterOrEqual ($objects.Count + 2)
    }

    It 'fits 120 columns' {
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 120
    }

    It 'fills its cells' {
        $lines[2].Trim() | Should -Not -BeNullOrEmpty
        "$lines" | Should -Not -BeLike '*#ERR*'
    }

    It 'leaves lists to show everything' {
        $list = $objects[0] | Format-List | Out-String -Width 500
        foreach ($name in $objects[0].PSObject.Properties.Name) { $list | Should -Match "(?m)^$name +:" }
    }
}

Describe 'Statuses' {
    It 'are coloured where there are colours' {
        $PSStyle.OutputRendering = 'Ansi'
        try { Get-OptFlow prices | Out-String | Should -Match ([regex]::Escape("$($PSStyle.Foreground.Green)Ready")) }
        finally { $PSStyle.OutputRendering = 'PlainText' }
    }
}
