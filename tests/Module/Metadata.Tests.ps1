BeforeDiscovery {
    . $PSScriptRoot/Fixture.ps1
    $commands = Get-Command -Module OptAIC
}
BeforeAll {
    . $PSScriptRoot/Fixture.ps1

    function Get-OwnParameter($Command) {
        foreach ($property in $Command.ImplementingType.GetProperties()) {
            $uses = $property.GetCustomAttributes([Parameter], $true)
            if ($uses) { [pscustomobject]@{ Name = $property.Name; Type = $property.PropertyType; Uses = $uses } }
        }
    }
}

Describe '<_.Name>' -ForEach $commands {
    It 'has an approved verb and a singular noun that begins with Opt' {
        $_.Verb | Should -BeIn (Get-Verb).Verb
        $_.Noun | Should -MatchExactly '^Opt[A-Z][A-Za-z]*[a-rt-z]$'
    }

    It 'is a sealed class of the expected name' {
        $_.ImplementingType.IsSealed | Should -BeTrue
        $_.ImplementingType.FullName | Should -BeExactly "OptAIC.Commands.$($_.Verb)$($_.Noun)Command"
    }

    It 'says what it returns, in types that scripts can name' {
        $_.OutputType | Should -Not -BeNullOrEmpty
        foreach ($type in $_.OutputType.Type) {
            $type.Assembly.GetName().Name | Should -Not -Match 'Engine|Quant'
            $type | Should -Not -Be ([hashtable])
        }
    }

    It 'asks before it changes something, and only then' {
        $changes = $_.Verb -in 'Initialize', 'Register', 'Unregister', 'New', 'Remove', 'Start', 'Stop', 'Invoke', 'Repair', 'Restart', 'Set', 'Update', 'Publish', 'Export', 'Rename', 'Copy', 'Import', 'Clear', 'Add', 'Sync', 'Enable', 'Disable'
        $_.Parameters.ContainsKey('WhatIf') | Should -Be $changes
    }

    It 'takes one thing by value in every parameter set, and something by the pipeline' {
        foreach ($set in $_.ParameterSets) {
            @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -BeLessOrEqual 1
            @($set.Parameters | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName }).Count | Should -BeGreaterOrEqual 1
        }
    }

    It 'takes a workspace, under both names, unless it needs none' {
        if ($_.Name -in 'New-OptDefinition', 'Get-OptRunContext', 'Write-OptArtifact', 'Write-OptMetric', 'Write-OptOutput') {
            $_.Parameters.Keys | Should -Not -Contain 'Root'
        }
        else { $_.Parameters['Root'].Aliases | Should -Contain 'BaseDir' }
    }

    It 'explains every parameter, in every set' {
        foreach ($parameter in Get-OwnParameter $_) {
            foreach ($use in $parameter.Uses) { $use.HelpMessage | Should -Not -BeNullOrEmpty -Because $parameter.Name }
        }
    }

    It 'has parameters with singular names in Pascal case that PowerShell does not use itself' {
        foreach ($name in (Get-OwnParameter $_).Name) {
            $name | Should -MatchExactly '^[A-Z][A-Za-z]*$'
            $name | Should -Not -BeIn ([System.Management.Automation.Cmdlet]::CommonParameters)
            if ($name.EndsWith('s')) { $name | Should -BeIn 'Jobs', 'Status' }
        }
    }

    It 'has parameters of types that scripts can name, and switches for yes or no' {
        foreach ($parameter in Get-OwnParameter $_) {
            $parameter.Type.Assembly.GetName().Name | Should -Not -Match 'Engine|Quant'
            $parameter.Type | Should -Not -Be ([bool])
        }
    }

    It 'completes names' {
        foreach ($name in (Get-OwnParameter $_).Name | Where-Object { $_ -in 'Instance', 'Selector', 'Exclude', 'Id', 'Run', 'Definition', 'Tag' }) {
            $_.Parameters[$name].Attributes.Where{ $_ -is [ArgumentCompleter] } | Should -HaveCount 1 -Because $name
        }
    }
}
