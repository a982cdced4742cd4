BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestFolder
    $null = Initialize-OptWorkspace $root
    $null = Use-StandInConda
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
}

Describe 'New-OptInstance -Backpack' {
    BeforeAll {
        New-NumbersBackpack "$root/made"
    }

    It 'prepares the environment, or leaves that to the first run' {
        $now = New-OptInstance -Backpack "$root/made" -Name now -Verbose 4> "$root/said"
        Get-Content "$root/said" | Should -Contain 'environment: ready (conda conda 24.1.2)'
        "$($now.Path)/env/manifest.json" | Should -Exist

        $later = New-OptInstance -Backpack "$root/made" -Name later -SkipEnvironment
        "$($later.Path)/env/manifest.json" | Should -Not -Exist
        $run = Invoke-OptFlow later
        $run.Environment.Engine | Should -Be conda
        $run.Environment.ToolVersions['conda'] | Should -Be 24.1.2
        $run.Environment.Path | Should -BeLike "$($later.Path)*"

        $again = Invoke-OptFlow later -Force -RefreshEnvironment
        $again.Environment.Key | Should -Be $run.Environment.Key
        $again.Environment.Build | Should -Not -Be $run.Environment.Build
    }

    It 'says what to install when nothing makes it' {
        $path, $env:PATH = $env:PATH, (New-TestFolder)
        try { { New-OptInstance -Backpack "$root/made" -Name never -ErrorAction Stop } | Should -Throw -ErrorId 'EnvironmentToolMissing*' }
        finally { $env:PATH = $path }
        Get-OptInstance | Should -HaveCount 2
    }
}

Describe 'Update-OptEnvironment' {
    BeforeAll {
        New-NumbersBackpack "$root/numbers"
        $file = "$root/numbers/software/environment.yml"
        $before = Get-Content $file -Raw
        $instance = New-OptInstance -Backpack "$root/numbers"
    }

    It 'shows what it would write' {
        $changes = Update-OptEnvironment "$root/num*" -WhatIf
        $changes | ForEach-Object { "$($_.Kind) $($_.Name) $($_.Before) $($_.After)" } | Should -Be 'pinned python python python=3.11.4', 'added numpy  numpy=1.26.0'
        Get-Content $file -Raw | Should -Be $before
        "$file.1" | Should -Not -Exist
    }

    It 'writes versions only, then all, and keeps what was there' {
        $pinned = $instance | Update-OptEnvironment "$root/numbers" -VersionsOnly
        $pinned.Name | Should -Be python
        $pinned.Kept | Should -Be "$file.1"
        Get-Content "$file.1" -Raw | Should -Be $before
        Get-Content $file -Raw | Should -Be $before.Replace('- python #', '- python=3.11.4 #')

        (Update-OptEnvironment -LiteralPath "$root/numbers").After | Should -Be numpy=1.26.0
        "$file.2" | Should -Exist
        Update-OptEnvironment "$root/numbers" | Should -BeNullOrEmpty
        "$file.3" | Should -Not -Exist
    }

    It 'refuses an instance without one' {
        $null = New-Item -ItemType Directory "$root/bare/workflow"
        Set-Content "$root/bare/workflow/bare.ps1" 'exit 0'
        $null = New-OptInstance -Backpack "$root/bare"
        { Update-OptEnvironment "$root/numbers" -FromInstance bare -ErrorAction Stop } | Should -Throw -ErrorId 'NoEnvironment*'
        { Update-OptEnvironment "$root/bare" -ErrorAction Stop } | Should -Throw -ErrorId 'EnvironmentUpdateRefused*'
    }
}
