BeforeDiscovery {
    $cases = @(
        @{ Name = 'Initialize-OptWorkspace'; Script = { Initialize-OptWorkspace "$root/new" -WhatIf } }
        @{ Name = 'Invoke-OptQuickstart'; Script = { Invoke-OptQuickstart "$root/new" -WhatIf } }
        @{ Name = 'New-OptDefinition'; Script = { New-OptDefinition PipelineDef -Path "$root/would_be" -WhatIf } }
        @{ Name = 'Register-OptDefinition'; Script = { Register-OptDefinition "$root/good" -WhatIf -PassThru } }
        @{ Name = 'New-OptInstance'; Script = { New-OptInstance builtin.equal_weight would_be -Upstream @{ input = 'prices' } -WhatIf }; Preview = 'would_be' }
        @{ Name = 'Set-OptInstance'; Script = { Set-OptInstance prices -Tag would_be -WhatIf -PassThru }; Preview = 'prices' }
        @{ Name = 'Update-OptInstance'; Script = { Update-OptInstance * -WhatIf } }
        @{ Name = 'Rename-OptInstance'; Script = { Rename-OptInstance prices would_be -WhatIf -PassThru }; Preview = 'prices' }
        @{ Name = 'Copy-OptInstance'; Script = { Copy-OptInstance published would_be -WithData -WhatIf }; Preview = 'would_be' }
        @{ Name = 'Export-OptInstance'; Script = { Export-OptInstance published "$root/published.zip" -WhatIf -PassThru } }
        @{ Name = 'Import-OptInstance'; Script = { Import-OptInstance "$archives/published.zip" again -WhatIf } }
        @{ Name = 'Clear-OptInstance'; Script = { Move-Item $directory "$archives/away"; try { Clear-OptInstance -WhatIf -PassThru } finally { Move-Item "$archives/away" $directory } } }
        @{ Name = 'Add-OptInstance'; Script = { Add-OptInstance "$archives/published" again -WhatIf } }
        @{ Name = 'Sync-OptInstance'; Script = { Sync-OptInstance filled -WhatIf }; Preview = 'filled' }
        @{ Name = 'Update-OptEnvironment'; Script = { Update-OptEnvironment "$root/numbers" -WhatIf }; Preview = 'numbers' }
        @{ Name = 'Publish-OptInstance'; Script = { Publish-OptInstance published -To Signal -SignalSpec @{ allow_nan = $true } -WhatIf }; Preview = 'published' }
        @{ Name = 'Remove-OptInstance'; Script = { Remove-OptInstance momentum_backtest -WhatIf -PassThru } }
        @{ Name = 'Remove-OptInstance -Force'; Script = { Remove-OptInstance prices -Force -WhatIf } }
        @{ Name = 'Stop-OptInstance'; Script = { Stop-OptInstance * -WhatIf } }
        @{ Name = 'Stop-OptFlow'; Script = { Stop-OptFlow * -WhatIf } }
        @{ Name = 'Start-OptFlow'; Script = { Start-OptFlow prices -WhatIf }; Preview = 'prices' }
        @{ Name = 'Start-OptFlow -Force'; Script = { Start-OptFlow prices -Force -WhatIf }; Preview = 'prices' }
        @{ Name = 'Invoke-OptFlow'; Script = { Invoke-OptFlow momentum_backtest -Recursive -Force -WhatIf }; Preview = 'prices' }
        @{ Name = 'Invoke-OptStack'; Script = { Invoke-OptStack "$root/stack.yml" -Prune -WhatIf }; Preview = 'copy' }
        @{ Name = 'Invoke-OptPlan'; Script = { Invoke-OptPlan +momentum_backtest -Force -WhatIf }; Preview = 'prices' }
        @{ Name = 'Remove-OptRun'; Script = { Remove-OptRun -Keep 0 -WhatIf } }
        @{ Name = 'Stop-OptRun'; Script = { Stop-OptRun published -WhatIf -PassThru } }
        @{ Name = 'Export-OptRun'; Script = { Export-OptRun "$root/runs.csv" -WhatIf -PassThru } }
        @{ Name = 'Restart-OptRun'; Script = { Restart-OptRun published -WhatIf } }
        @{ Name = 'Unregister-OptDefinition'; Script = { Unregister-OptDefinition used@1.0.0 -WhatIf -PassThru } }
        @{ Name = 'Export-OptSchedule'; Script = { Export-OptSchedule "$root/tick.xml" -Format TaskXml -WhatIf -PassThru } }
        @{ Name = 'Register-OptSchedule'; Script = { Register-OptSchedule -Method Cron -WhatIf } }
        @{ Name = 'Unregister-OptSchedule'; Script = { Unregister-OptSchedule -WhatIf } }
        @{ Name = 'Export-OptLineage'; Script = { Export-OptLineage "$root/lineage.html" -WhatIf -PassThru } }
        @{ Name = 'Update-OptData'; Script = { Update-OptData pack -WhatIf } }
        @{ Name = 'Set-OptSchedule'; Script = { Set-OptSchedule prices -Cron '@daily' -WhatIf -PassThru }; Preview = 'prices' }
        @{ Name = 'Disable-OptSchedule'; Script = { Disable-OptSchedule published -WhatIf -PassThru }; Preview = 'published' }
        @{ Name = 'Enable-OptSchedule'; Script = { Enable-OptSchedule switched_off -WhatIf }; Preview = 'switched_off' }
        @{ Name = 'Invoke-OptSchedule'; Script = { Invoke-OptSchedule -WhatIf } }
        @{ Name = 'Clear-OptCache'; Script = { Clear-OptCache -All -WhatIf } }
        @{ Name = 'Repair-OptRegistry'; Script = { Repair-OptRegistry -WhatIf } }
    )
}
BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $covered = @((Get-Content $PSCommandPath) -match '^        @\{ Name = ' -replace '^.*?Name = ''([^'']*)''.*$', '$1')
    $root = New-TestWorkspace
    $null = Use-StandInCrontab
    $null = Use-StandInConda
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
    New-TestInstance $root published "type: DatasetInstance
definition: builtin.csv
config: { path: prices.csv, columns: [close] }
schedule: { type: cron, expression: '@yearly' }"
    New-TestInstance $root switched_off "definition: builtin.csv
config: { path: prices.csv }
schedule: { type: cron, expression: '@yearly', enabled: false }"
    $null = Invoke-OptFlow published -Root $root
    $archives = New-TestFolder
    Export-OptInstance published "$archives/published.zip"
    $directory = (Get-OptInstance published).Path
    Copy-Item $directory "$archives/published" -Recurse
    Set-Content "$root/stack.yml" "name: made`ninstances: [ { name: copy, type: DatasetInstance, pipeline: { definition: builtin.csv, config: { path: prices.csv } } } ]"
    $null = New-Item -ItemType Directory "$root/good"
    $null = New-Item -ItemType Directory "$root/used"
    Set-Content "$root/used/definition.yml" "kind: PipelineDef`nname: used`nversion: 1.0.0`nentry: { command: [echo, hi] }"
    Register-OptDefinition "$root/used"
    $null = 'workflow', 'data' | ForEach-Object { New-Item -ItemType Directory "$root/pack/$_" }
    Set-Content "$root/pack/workflow/main.ps1" 'exit 0'
    Set-Content "$root/pack/data/a.csv" 'a'
    Set-Content "$root/pack/data/data.yml" 'items: [ { target: data/a.csv, source: data/a.csv } ]'
    $null = New-OptInstance -Backpack "$root/pack" -SkipData
    New-NumbersBackpack "$root/numbers"
    $null = New-OptInstance -Backpack "$root/numbers"
    $filled = New-OptInstance -Backpack "$root/pack" -Name filled
    Set-Content "$($filled.Path)/workflow/made.txt" 'made'
    Set-Content "$root/good/definition.yml" "kind: PipelineDef`nname: good`nversion: 1.0.0`nentry: { command: [echo, hi] }"
}

Describe '<Name> -WhatIf' -ForEach $cases {
    It 'changes nothing' {
        $before = Get-StoreHash $root
        $script:returned = & $Script
        Get-StoreHash $root | Should -Be $before
    }

    It 'returns what would be, or nothing' {
        $returned = $script:returned | Where-Object { $_ -isnot [OptAIC.OptRegistryRepair] } | ForEach-Object { $_ -is [OptAIC.OptInstance] -or $_ -is [OptAIC.OptInstanceChange] -or $_ -is [OptAIC.OptPromotion] ? $_.Name : $_.Instance }
        if ($Preview) { $returned | Should -Contain $Preview } else { $returned | Should -BeNullOrEmpty }
    }
}

Describe 'A question' {
    It 'is asked before a change, and is an error where nobody can answer' {
        { Remove-OptInstance momentum_backtest -Confirm } | Should -Throw
        (Get-OptInstance momentum_backtest).Name | Should -Be momentum_backtest
    }
}

Describe 'The cases above' {
    It 'cover every cmdlet that changes something' {
        $mutators = (Get-Command -Module OptAIC | Where-Object { $_.Parameters.ContainsKey('WhatIf') }).Name
        $mutators | Should -BeIn ($covered -replace ' .*')
    }
}
