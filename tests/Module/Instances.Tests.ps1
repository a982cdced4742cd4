BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
}

Describe 'Get-OptInstance' {
    It 'gets all, the oldest first' {
        (Get-OptInstance).Name | Should -Be 'prices', 'momentum', 'min_var', 'momentum_backtest'
    }

    It 'gets by <What>' -ForEach @(
        @{ What = 'name, whatever the case'; Get = { Get-OptInstance PRICES }; Expected = 'prices' }
        @{ What = 'several names'; Get = { Get-OptInstance prices, min_var }; Expected = 'prices', 'min_var' }
        @{ What = 'pattern'; Get = { Get-OptInstance mom* }; Expected = 'momentum', 'momentum_backtest' }
        @{ What = 'id'; Get = { Get-OptInstance (Get-OptInstance min_var).Id }; Expected = 'min_var' }
        @{ What = 'path'; Get = { Get-OptInstance (Get-OptInstance min_var).Path }; Expected = 'min_var' }
        @{ What = 'type'; Get = { Get-OptInstance -Type SignalInstance }; Expected = 'momentum' }
        @{ What = 'status'; Get = { Get-OptInstance -Status NotInitialized -Type DatasetInstance }; Expected = 'prices' }
        @{ What = 'tag'; Get = { Get-OptInstance -Tag night* }; Expected = 'prices' }
        @{ What = 'names from the pipeline'; Get = { 'prices', 'min_var' | Get-OptInstance }; Expected = 'prices', 'min_var' }
        @{ What = 'objects from the pipeline'; Get = { Get-OptFlow m* | Get-OptInstance }; Expected = 'momentum', 'min_var', 'momentum_backtest' }
        @{ What = 'age'; Get = { Get-OptInstance -Latest }; Expected = 'momentum_backtest' }
    ) {
        (& $Get).Name | Should -Be $Expected
    }

    It 'gets nothing for a pattern without a match, nor from an empty pipeline' {
        Get-OptInstance nothing* | Should -BeNullOrEmpty
        @() | Get-OptInstance | Should -BeNullOrEmpty
    }

    It 'reports each name that does not exist, and gets the others' {
        $found = Get-OptInstance prices, nope, min_var, neither -ErrorVariable errors -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'prices', 'min_var'
        $errors.FullyQualifiedErrorId | Should -Be 'InstanceNotFound,OptAIC.Commands.GetOptInstanceCommand', 'InstanceNotFound,OptAIC.Commands.GetOptInstanceCommand'
        "$($errors.TargetObject)" | Should -Be 'nope neither'
    }

    It 'gets the workspace along, so that a pipeline stays in it' {
        $PSDefaultParameterValues.Remove('*-Opt*:Root')
        $env:OPTAIC_HOME = New-TestFolder
        try {
            (Get-OptInstance prices -Root $root | Get-OptFlow).Instance | Should -Be prices
            ((Get-OptInstance prices -Root $root).Flows | Get-OptInstance).Name | Should -Be prices
        }
        finally {
            $env:OPTAIC_HOME = $null
            $PSDefaultParameterValues['*-Opt*:Root'] = $root
        }
    }
}

Describe 'New-OptInstance' {
    It 'makes one from a definition, with config, upstream, schedule and tags' {
        $instance = New-OptInstance builtin.min_variance calm -Config @{ lookback = 40; max_weight = '0.9' } -Upstream @{ input = 'prices' } -Cron '0 6 * * 1-5' -TimeZone America/New_York -Tag nightly, eu
        $instance.Type | Should -Be PortfolioOptimizerInstance
        $instance.Upstream | Should -Be prices
        $instance.Tags | Should -Be 'nightly', 'eu'
        $document = Get-Content "$($instance.Path)/instance.json" | ConvertFrom-Json
        $document.config.lookback | Should -Be 40
        $document.config.max_weight | Should -Be 0.9
        $document.schedules.optimize.timezone | Should -Be America/New_York
    }

    It 'takes lists, hashtables and texts that look like structure as they are' {
        $instance = New-OptInstance builtin.command structured -Config @{ command = 'echo', '[a, b]', 'x=1'; env = @{ MODE = '{fast}' } } -Type PipelineInstance
        $config = (Get-Content "$($instance.Path)/instance.json" | ConvertFrom-Json).config
        $config.command | Should -Be 'echo', '[a, b]', 'x=1'
        $config.env.MODE | Should -Be '{fast}'
    }

    It 'takes the objects of upstreams' {
        (New-OptInstance builtin.equal_weight equal -Upstream @{ input = Get-OptInstance prices }).Upstream | Should -Be prices
    }

    It 'makes a name when none is given' {
        (New-OptInstance builtin.min_variance -Upstream @{ input = 'prices' }).Name | Should -Be min_variance
        (New-OptInstance builtin.min_variance -Upstream @{ input = 'prices' }).Name | Should -Be min_variance-2
    }

    It 'makes one from a spec file, over which parameters win' {
        (New-OptInstance -Path "$root/min_var.yml" -Name shorter -Config @{ lookback = 10 }).Name | Should -Be shorter
        (Get-Content "$((Get-OptInstance shorter).Path)/instance.json" | ConvertFrom-Json).config.lookback | Should -Be 10
    }

    It 'makes one of every file in the pipeline, and goes on after a mistake' {
        $folder = New-TestFolder
        Set-Content "$folder/a.yml" "name: piped_a`ntype: PortfolioOptimizerInstance`ndefinition: builtin.equal_weight`nupstream_refs: [ { resource: prices, role: input } ]"
        Set-Content "$folder/b.yml" 'name: ['
        Set-Content "$folder/c.yml" "name: piped_c`ntype: PortfolioOptimizerInstance`ndefinition: builtin.equal_weight`nupstream_refs: [ { resource: prices, role: input } ]"
        $made = Get-ChildItem $folder | New-OptInstance -ErrorAction SilentlyContinue -ErrorVariable errors
        $made.Name | Should -Be 'piped_a', 'piped_c'
        $errors | Should -HaveCount 1
        "$($errors[0].TargetObject)" | Should -BeLike '*b.yml'
    }

    It 'warns once of what a contract that only warns finds in the config, also when nothing is made' {
        $spec = "$(New-TestFolder)/wide.yml"
        Set-Content $spec "name: wide`ndefinition: builtin.min_variance`nconfig: { max_weight: 0.5 }`nupstream_refs: [ { resource: prices } ]`nguardrail_contracts: [ { kind: portfolio.weights, config: { max: 0.1 }, enforcement: warn } ]"
        foreach ($whatIf in $true, $false) {
            $null = New-OptInstance -Path $spec -WhatIf:$whatIf -WarningVariable said -WarningAction SilentlyContinue
            "$said" | Should -Be 'wide: portfolio.weights (wide): the config allows weights up to 0.5; the contract allows 0.1'
        }
    }

    It 'lists four mistakes of a config at once' {
        $failure = Get-ErrorOf { New-OptInstance builtin.min_variance -Config @{ lookback = -1; max_weight = 'x'; foo = 2; long_only = 'perhaps' } -Upstream @{ input = 'prices' } -ErrorAction SilentlyContinue -ErrorVariable script:seen; $script:seen }
        $failure.Exception.Issues | Should -HaveCount 4
        foreach ($word in 'lookback', 'max_weight', 'foo', 'long_only') { $failure.ErrorDetails.Message | Should -BeLike "*$word*" }
    }
}

Describe 'Get-OptInstance -NameOnly' {
    It 'returns names, and errs for what needs statuses' {
        Get-OptInstance mom* -NameOnly -Exclude *backtest | Should -Be momentum
        (Get-ErrorOf { Get-OptInstance +momentum -NameOnly -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'NeedsStatus,*'
        (Get-ErrorOf { Get-OptInstance momentun -NameOnly -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'InstanceNotFound,*'
    }
}

Describe 'Remove-OptInstance' {
    It 'removes one, and returns it when asked' {
        $null = New-OptInstance builtin.equal_weight gone -Upstream @{ input = 'prices' }
        (Remove-OptInstance gone -PassThru).Name | Should -Be gone
        Get-OptInstance g*ne | Should -BeNullOrEmpty
    }

    It 'returns nothing when not asked' {
        $null = New-OptInstance builtin.equal_weight gone -Upstream @{ input = 'prices' }
        Remove-OptInstance gone | Should -BeNullOrEmpty
    }

    It 'removes a chain from its end' {
        $null = New-OptInstance builtin.csv chain_base -Config @{ path = 'prices.csv' }
        $null = New-OptInstance builtin.equal_weight chain_end -Upstream @{ input = 'chain_base' }
        (Remove-OptInstance chain_base+ -PassThru).Name | Should -Be chain_end, chain_base
    }

    It 'refuses one that others depend on, unless forced' {
        $null = New-OptInstance builtin.csv base_part -Config @{ path = 'prices.csv' } -Type PipelineInstance
        (Get-ErrorOf { Remove-OptInstance momentum -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'HasDownstream,*'
        (Get-OptInstance momentum).Name | Should -Be momentum
    }
}

Describe 'Paths' {
    BeforeAll {
        $folder = New-TestFolder
        $spec = "type: PortfolioOptimizerInstance`ndefinition: builtin.equal_weight`nupstream_refs: [ { resource: prices, role: input } ]"
    }

    It 'takes a literal path as it is written' {
        Set-Content -LiteralPath "$folder/odd [x].yml" "name: odd_literal`n$spec"
        (New-OptInstance -LiteralPath "$folder/odd [x].yml").Name | Should -Be odd_literal
        Get-OptInstance odd_literal | Remove-OptInstance
        (Get-Item -LiteralPath "$folder/odd [x].yml" | New-OptInstance).Name | Should -Be odd_literal
    }

    It 'takes paths relative to the location' {
        Set-Content "$folder/here.yml" "name: relative`n$spec"
        Push-Location $folder
        try { (New-OptInstance -Path ./here.yml -Root ([IO.Path]::GetRelativePath($folder, $root))).Name | Should -Be relative }
        finally { Pop-Location }
    }

    It 'refuses paths of other providers' {
        $failure = Get-ErrorOf { New-OptInstance -Path Env:PATH -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'PathNotFileSystem,*'
        (Get-ErrorOf { Get-OptInstance -Root Env: }).FullyQualifiedErrorId | Should -BeLike 'PathNotFileSystem,*'
    }
}
