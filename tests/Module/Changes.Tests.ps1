BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace
    $PSDefaultParameterValues['*-Opt*:Root'] = $root

    function Register-Version([string] $Version, [string] $Properties) {
        $folder = (New-Item -ItemType Directory "$(New-TestFolder)/vendor").FullName
        Set-Content "$folder/definition.yml" "kind: PipelineDef`nname: vendor`nversion: $Version`nentry: { command: [echo, hi] }`nparameters_schema: { type: object, additionalProperties: false, properties: { $Properties } }"
        Register-OptDefinition $folder
    }
}

Describe 'Set-OptInstance' {
    It 'lays config values over the present ones, keeps identity and counts a generation' {
        $before = Get-OptInstance prices
        $after = Set-OptInstance prices -Config @{ symbols = 'AAA', 'BBB' } -Tag nightly, eu -PassThru
        $after.Id | Should -Be $before.Id
        $after.Path | Should -Be $before.Path
        $after.Flows[0].Id | Should -Be $before.Flows[0].Id
        $after.Generation | Should -Be 2
        $after.Tags | Should -Be 'nightly', 'eu'
        "$($after.Path)/history/1.json" | Should -Exist
    }

    It 'returns nothing unless asked, and writes nothing when nothing differs' {
        $generation = (Get-OptInstance momentum).Generation
        Set-OptInstance momentum -Config @{ output = 'momentum' } | Should -BeNullOrEmpty
        (Get-OptInstance momentum).Generation | Should -Be $generation
    }

    It 'shows every difference with -WhatIf' {
        $change = Set-OptInstance min_var -Config @{ lookback = 30 } -WhatIf
        $change | Should -BeOfType OptAIC.OptInstanceChange
        $change.IsPreview | Should -BeTrue
        "$($change.Differences)" | Should -Be 'config.lookback: 20 → 30'
    }

    It 'lists every mistake, and changes nothing' {
        $wrong = Get-ErrorOf { Set-OptInstance min_var -Config @{ lookback = 'many'; max_wight = 1 } }
        $wrong.FullyQualifiedErrorId | Should -Be 'InvalidSpec,OptAIC.Commands.SetOptInstanceCommand'
        $wrong.Exception.Issues.Count | Should -Be 2
        (Get-OptInstance min_var).Generation | Should -Be 1
    }

    It 'takes a spec that says everything' {
        Set-Content "$root/min_var.yml" "name: min_var`ndefinition: builtin.min_variance`nconfig: { long_only: true, lookback: 25 }`nupstream_refs: [ { resource: prices, role: input } ]"
        (Set-OptInstance min_var -LiteralPath "$root/min_var.yml" -PassThru).Generation | Should -Be 2
    }

    It 'names the path of a cycle' {
        $wrong = Get-ErrorOf { Set-OptInstance momentum -Upstream @{ input = 'momentum' } }
        $wrong.Exception.Message | Should -BeLike '*momentum.refresh → momentum.refresh*'
    }

    It 'refuses a running instance' {
        New-SleepingInstance $root
        $null = Start-OptFlow slow
        Wait-Until { (Get-OptFlow slow).Status -eq 'Running' }
        $wrong = Get-ErrorOf { Set-OptInstance slow -Tag busy }
        $wrong.FullyQualifiedErrorId | Should -Be 'FlowBusy,OptAIC.Commands.SetOptInstanceCommand'
        Stop-OptInstance slow
        (Set-OptInstance slow -Tag idle -PassThru).Tags | Should -Be idle
    }
}

Describe 'Update-OptInstance' {
    BeforeAll {
        $null = Register-Version 1.0.0 'days: { type: integer }'
        $null = New-OptInstance vendor vendor -Config @{ days = 5 }
        $null = Register-Version 1.1.0 'days: { type: integer }, retries: { type: integer, default: 3 }'
    }

    It 'is offered where a newer version is registered' {
        (Get-OptInstance | Where-Object UpdateAvailable).Name | Should -Be vendor
        (Get-OptInstance vendor).Definition | Should -Be vendor@1.0.0
    }

    It 'shows moves and new defaults with -WhatIf' {
        $change = Update-OptInstance vendor -WhatIf
        "$($change.Moves)" | Should -Be 'pipeline: vendor@1.0.0 → vendor@1.1.0'
        ($change.Differences | Where-Object IsDefault).Path | Should -Be config.retries
    }

    It 'moves to the newest version and back to an older one' {
        (Update-OptInstance vendor -PassThru).Definition | Should -Be vendor@1.1.0
        (Update-OptInstance vendor -Version 1.0.0 -WhatIf).Moves[0].IsDowngrade | Should -BeTrue
        (Update-OptInstance vendor -Version 1.0.0 -PassThru).Definition | Should -Be vendor@1.0.0
    }

    It 'lists what does not fit a new schema, and changes nothing' {
        $null = Register-Version 2.0.0 'symbols: { type: string }'
        $wrong = Get-ErrorOf { Update-OptInstance vendor }
        $wrong.FullyQualifiedErrorId | Should -Be 'InvalidSpec,OptAIC.Commands.UpdateOptInstanceCommand'
        (Get-OptInstance vendor).Definition | Should -Be vendor@1.0.0
    }
}
