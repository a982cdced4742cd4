BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
    Push-Location (New-TestFolder)
    $null = New-Item -ItemType Directory loads
    Set-Content loads/definition.yml "kind: PipelineDef`nname: loads`nversion: 1.0.0`nentry: { command: [echo, hi] }`nparameters_schema: { type: object, properties: { rows: { type: integer } } }"
    Register-OptDefinition ./loads
    Set-Content loads/definition.yml "kind: PipelineDef`nname: loads`nversion: 1.1.0`nentry: { command: [echo, ho] }`nparameters_schema: { type: object, required: [rows], properties: { rows: { type: integer, default: 5 }, path: { type: string } } }"
    $null = New-OptInstance loads one
}
AfterAll { Pop-Location }

Describe 'Compare-OptDefinition' {
    It 'names what differs between a registered version and a folder where the session is' {
        $differences = Compare-OptDefinition loads@1.0.0 ./loads
        $differences | Should -BeOfType OptAIC.OptDefinitionDifference
        ($differences | Where-Object Area -EQ entry).After | Should -Be 'command echo ho'
        ($differences | Where-Object Path -EQ 'rows.default').Change | Should -Be added
        ($differences | Where-Object Area -EQ files).Path | Should -Be definition.yml
    }

    It 'can be asked for what may break an instance' {
        $all = Compare-OptDefinition ./loads loads@1.0.0
        $breaking = Compare-OptDefinition ./loads loads@1.0.0 -Breaking
        @($breaking).Count | Should -Be @($all | Where-Object IsBreaking).Count
    }

    It 'takes an archive where the session is' {
        [System.IO.Compression.ZipFile]::CreateFromDirectory((Convert-Path ./loads), "$PWD/packed.zip")
        (Compare-OptDefinition loads@1.0.0 packed.zip).Path | Should -Be (Compare-OptDefinition loads@1.0.0 ./loads).Path
    }

    It 'writes nothing when there is no difference' {
        Compare-OptDefinition loads@1.0.0 | Should -BeNullOrEmpty
    }
}

Describe 'Unregister-OptDefinition' {
    It 'keeps what an instance uses, unless it is forced' {
        { Unregister-OptDefinition loads@1.0.0 -ErrorAction Stop } | Should -Throw '*one uses it*'
        Remove-OptInstance one
        (Get-OptDefinition loads | Unregister-OptDefinition -PassThru).Version | Should -Be 1.0.0
        Get-OptDefinition loads* | Should -BeNullOrEmpty
    }
}
