BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace
    $PSDefaultParameterValues['Register-OptDefinition:Root'] = $root
}

Describe 'New-OptDefinition' {
    It 'makes every kind so that it is right as it is' {
        $folder = New-TestFolder
        foreach ($kind in [Enum]::GetValues([OptAIC.Definitions.DefinitionKind])) {
            $made = New-OptDefinition $kind "new_$kind" -Path "$folder/$kind"
            $made.Next.Count | Should -BeGreaterOrEqual 4
            Test-OptDefinition $made.Path -ValidateOnly -Quiet | Should -BeTrue
        }
    }

    It 'goes on to where a definition is registered, as a folder or as an archive' {
        $folder = New-TestFolder
        (New-OptDefinition StoreDef piped_store -Path "$folder/s" | Register-OptDefinition -PassThru).Name | Should -Be piped_store
        [IO.Compression.ZipFile]::CreateFromDirectory("$folder/s", "$folder/s.zip")
        Test-OptDefinition "$folder/s.zip" -ValidateOnly -Quiet | Should -BeTrue
        (Register-OptDefinition "$folder/s.zip" -PassThru).Name | Should -Be piped_store
    }

    It 'never overwrites' {
        $folder = New-TestFolder
        Set-Content "$folder/mine.txt" mine
        { New-OptDefinition StoreDef -Path $folder -ErrorAction Stop } | Should -Throw -ErrorId 'ScaffoldRefused,*'
        (Get-ChildItem $folder).Name | Should -Be mine.txt
    }
}
