BeforeDiscovery {
    . $PSScriptRoot/Fixture.ps1
    $pages = Get-ChildItem (Join-Path $Repository docs/en-US) -Filter *.md
    $commands = Get-Command -Module OptAIC
    $examples = foreach ($page in $pages) {
        $code = [regex]::Matches((Get-Content $page -Raw), '(?ms)^### (?<title>[^\n]+)\n\n```powershell\n(?<code>.*?)\n```')
        @{ Page = $page.BaseName; Examples = $code }
    }
}
BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    [cultureinfo]::CurrentUICulture = 'en-US'
    $refreshed = New-TestWorkspace -Refreshed
    $null = Use-StandInCrontab
    $null = Use-StandInConda
}

Describe 'Pages' {
    It 'there is one for every cmdlet, and no other' {
        (Get-ChildItem (Join-Path $Repository docs/en-US) -Filter *.md).BaseName | Sort-Object | Should -Be ((Get-Command -Module OptAIC).Name | Sort-Object)
    }

    It 'the topics name cmdlets that exist' {
        foreach ($topic in Get-ChildItem (Join-Path $Repository docs/about) -Filter *.help.txt) {
            foreach ($name in [regex]::Matches((Get-Content $topic -Raw), '\b[A-Z][a-z]+-Opt[A-Za-z]+').Value) { Get-Command $name -Module OptAIC | Should -Not -BeNullOrEmpty }
        }
    }
}

Describe 'The help of <_.Name>' -ForEach $commands {
    BeforeAll {
        $help = Get-Help $_.Name -Full
        $own = $_.ImplementingType.GetProperties() | Where-Object { $_.GetCustomAttributes([Parameter], $true) } | ForEach-Object Name
    }

    It 'comes from its page' {
        $help.Synopsis | Should -Not -BeLike "*$($_.Name)*"
        $help.description.Text | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
    }

    It 'describes every parameter, and only those that there are' {
        $described = $help.parameters.parameter
        ($described.name | Where-Object { $_ -notin 'WhatIf', 'Confirm' } | Sort-Object) | Should -Be ($own | Sort-Object)
        foreach ($parameter in $described) { "$($parameter.description.Text)" | Should -Not -BeNullOrEmpty }
    }

    It 'shows every way to call it' {
        @($help.syntax.syntaxItem).Count | Should -Be $_.ParameterSets.Count
    }

    It 'refers to cmdlets that exist' {
        foreach ($link in $help.relatedLinks.navigationLink.linkText) { Get-Command $link -Module OptAIC | Should -Not -BeNullOrEmpty }
    }
}

Describe 'The examples of <Page>' -ForEach $examples {
    BeforeAll {
        $env:OPTAIC_HOME = New-TestFolder
        Copy-Item "$refreshed/*" $env:OPTAIC_HOME -Recurse
        Push-Location (New-TestFolder)
        $null = New-Item -ItemType Directory specs, definitions/fetch_prices, backpacks/wordcount/workflow, backpacks/wordcount/data
        Set-Content specs/reversal.yml "name: reversal`ntype: SignalInstance`ndefinition: builtin.expression`nconfig: { expression: '-1 * (close / REF(close, 5) - 1)', output: reversal }`nupstream_refs: [ { resource: prices, role: input } ]`nsignal_spec: { allow_nan: true }"
        Set-Content definitions/fetch_prices/definition.yml "kind: PipelineDef`nname: fetch_prices`nversion: 1.0.0`ndescription: Fetches prices`nentry: { command: [pwsh, -NoProfile, -File, fetch.ps1] }"
        Set-Content definitions/fetch_prices/fetch.ps1 "'date,entity,close'"
        Set-Content backpacks/wordcount/workflow/count.ps1 "Write-OptMetric words 3"
        Set-Content backpacks/wordcount/data/data.yml "items: [{ target: words.txt, source: data/words.txt }]"
        Set-Content backpacks/wordcount/data/words.txt 'one two three'
        New-NumbersBackpack backpacks/numbers
        $env:OPTAIC_CONTEXT = New-RunContext
        Set-Content equity.svg '<svg/>'
    }
    AfterAll {
        Pop-Location
        $env:OPTAIC_HOME = $env:OPTAIC_CONTEXT = $null
    }

    It 'work as they are written' {
        foreach ($example in $Examples) {
            $code = $example.Groups['code'].Value
            try { $null = & ([scriptblock]::Create("`$ErrorActionPreference = 'Stop'; $code")) 6>&1 }
            catch { throw "$code`n$_`n$($_.ScriptStackTrace)" }
        }
    }
}
