BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace -Refreshed
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
    $level = "$root/level.txt"
    $null = New-Item -ItemType Directory "$root/constant"
    Set-Content "$root/constant/definition.yml" @'
kind: MLModuleDef
name: constant
version: 1.0.0
parameters_schema: { type: object, required: [file], properties: { file: { type: string } } }
flow_specs:
  - { flow_kind: training, entry: { command: [pwsh, -NoProfile, -NonInteractive, -File, train.ps1] } }
  - { flow_kind: inference, entry: { command: [pwsh, -NoProfile, -NonInteractive, -File, predict.ps1] } }
'@
    Set-Content "$root/constant/train.ps1" '$run = Get-OptRunContext; Copy-Item $run.Config.file "$($run.Output)/model.txt"; Write-OptMetric r2 ([double](Get-Content $run.Config.file))'
    Set-Content "$root/constant/predict.ps1" '$run = Get-OptRunContext; $model = ($run.Inputs | Where-Object Role -eq model).Path; [pscustomobject]@{ date = "2024-01-31"; entity = "AAA"; prediction = [double](Get-Content "$model/model.txt") } | Write-OptOutput'
    $null = Register-OptDefinition "$root/constant"
    Set-Content $level 1
    $null = New-OptInstance constant m -Config @{ file = $level } -Upstream @{ prices = 'prices' }
    $null = Start-OptFlow m -Flow Training -Wait
    $null = Invoke-OptFlow m
    Set-Content $level 2
    $null = Invoke-OptFlow m -Flow Training -Force
}

Describe 'The versions of a model' {
    It 'are candidates until one is promoted, which makes predictions stale' {
        (Get-OptModel m).Stage | Should -Be Candidate, Active
        (Get-OptModel m -Stage Candidate).Metrics['r2'] | Should -Be 2
        (Get-OptFlow m).Status | Should -Be Ready, Ready
        (Get-OptData m).prediction | Should -Be 1

        $preview = Get-OptModel m -Stage Candidate | Publish-OptInstance -WhatIf
        $preview.ToModel | Should -Be (Get-OptModel m -Stage Candidate).ModelVersion
        Get-OptModel -Stage Candidate | Publish-OptInstance -Reason better

        (Get-OptModel m).Stage | Should -Be Active, Retired
        (Get-OptModel m -Stage Active).Reason | Should -Be better
        (Get-OptFlow m -Flow Inference).Reasons[0].Code | Should -Be upstream_changed
        $null = Get-OptFlow m -Flow Inference | Start-OptFlow -Wait
        (Get-OptData m -Flow Inference).prediction | Should -Be 2
        (Get-OptFlow m -Flow Inference | Get-OptData).prediction | Should -Be 2
    }

    It 'are those of models only' {
        { Get-OptModel prices -ErrorAction Stop } | Should -Throw -ErrorId 'NoModelInstance,*'
        { Publish-OptInstance m -ModelVersion ffff -ErrorAction Stop } | Should -Throw -ErrorId 'ModelNotFound,*'
        { Get-OptData m -Flow Training -ErrorAction Stop } | Should -Throw -ErrorId 'NotPublished,*'
        Get-OptModel p* | Should -BeNullOrEmpty
    }
}
