BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
    $folder = New-TestFolder
    Set-Content "$folder/definition.yml" @'
kind: OpDef
name: my_op
version: 1.0.0
entry: { expression: 'RANK(PCT(${input}.close, ${n}))' }
parameters_schema: { type: object, additionalProperties: false, properties: { n: { type: integer, minimum: 1, default: 5 } } }
'@
    $null = Register-OptDefinition $folder
    $null = Invoke-OptPlan prices
}

Describe 'An experiment' {
    It 'is made of an operator definition, previewed, and read' {
        $experiment = New-OptInstance -Definition my_op -Upstream @{ input = 'prices' } -Config @{ n = 10 }
        $experiment.Type | Should -Be ExperimentInstance
        $experiment.Flows.Flow | Should -Be Preview

        $run = Start-OptFlow my_op -Wait

        $run.Status | Should -Be Completed
        $run.Artifacts[0].Path | Should -BeLike '*preview.html'
        $run.Metrics.Keys | Should -Contain rank_ic_5
        (Get-OptData my_op)[0].value | Should -BeOfType ([double])
        (Get-OptFlow my_op).Status | Should -Be Ready
    }
}
