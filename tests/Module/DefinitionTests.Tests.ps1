BeforeAll {
    . $PSScriptRoot/Fixture.ps1

    function New-TestedDefinition([string] $Said = 'hello') {
        $folder = "$(New-TestFolder)/greeting"
        $null = New-Item -ItemType Directory "$folder/tests"
        Set-Content "$folder/definition.yml" "kind: WorkflowDef`nname: greeting`nversion: 1.0.0`nentry: { command: [pwsh, -NoProfile, -NonInteractive, -File, greet.ps1] }"
        Set-Content "$folder/greet.ps1" '$context = Get-Content $env:OPTAIC_CONTEXT | ConvertFrom-Json; Set-Content (Join-Path $context.output greeting.txt) hello; "optaic::metric name=words value=1"'
        Set-Content "$folder/tests/says.yml" "name: says hello`nexpect:`n  metrics: { words: 1 }`n  files: { greeting.txt: { contains: $Said } }"
        $folder
    }
}

Describe 'Test-OptDefinition' {
    It 'runs the cases of a folder that is registered nowhere, and leaves nothing behind' {
        $folder = New-TestedDefinition
        $result = Test-OptDefinition $folder
        $result | Should -BeOfType OptAIC.OptTestResult
        $result.Outcome | Should -Be Passed
        $result.Case | Should -Be 'says hello'
        $result.Duration | Should -BeGreaterThan ([timespan]::Zero)
        $result.Workspace | Should -BeNullOrEmpty
        Get-ChildItem $folder -Recurse -File -Name | Should -HaveCount 3
    }

    It 'says what differs, where the case expects it' {
        $result = Test-OptDefinition (New-TestedDefinition goodbye)
        $result.Outcome | Should -Be Failed
        $result.Differences.Code | Should -Be different_content
        $result.Differences.Line | Should -Be 4
        Test-OptDefinition (New-TestedDefinition goodbye) -Quiet | Should -BeFalse
    }

    It 'only checks when asked to' {
        Test-OptDefinition (New-TestedDefinition goodbye) -ValidateOnly | Should -BeNullOrEmpty
        Test-OptDefinition (New-TestedDefinition goodbye) -ValidateOnly -Quiet | Should -BeTrue
    }

    It 'runs the cases of a registered version' {
        $root = New-TestFolder
        $null = Initialize-OptWorkspace $root
        $null = Register-OptDefinition (New-TestedDefinition) -Root $root
        (Test-OptDefinition -Name greeting@1.0.0 -Root $root).Outcome | Should -Be Passed
    }

    It 'lists every mistake of its cases before anything is run' {
        $folder = New-TestedDefinition
        Set-Content "$folder/tests/says.yml" "inputs: { prices: nowhere.csv }`nexpekt: {}"
        $wrong = Get-ErrorOf { Test-OptDefinition $folder }
        $wrong.FullyQualifiedErrorId | Should -BeLike 'InvalidTestSuite,*'
    }
}
