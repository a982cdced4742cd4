BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace
    $contexts = '[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not $_.IsDynamic } | ForEach-Object {
        [pscustomobject]@{ Name = $_.GetName().Name; Context = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name } }'
}

Describe 'Importing the module' {
    It 'loads its own two assemblies and nothing else' {
        $before = Invoke-NewShell $contexts
        $after = Invoke-NewShell "Import-Module '$Manifest'; $contexts"
        Compare-Object $before.Name $after.Name | Where-Object SideIndicator -EQ '=>' | ForEach-Object InputObject |
            Where-Object { $_ -notlike 'System.*' } | Sort-Object | Should -Be 'OptAIC', 'OptAIC.Core'
    }

    It 'opens no store, makes no file, and leaves the environment alone' {
        $folder = New-TestFolder
        $result = Invoke-NewShell "
            `$env:HOME = `$env:USERPROFILE = '$folder'
            `$env:OPTAIC_HOME = '$folder/workspace'
            Set-Location '$folder'
            `$before = Get-ChildItem Env: | ForEach-Object { `"`$_`" + `$_.Value }
            Import-Module '$Manifest'
            `$after = Get-ChildItem Env: | ForEach-Object { `"`$_`" + `$_.Value }
            [pscustomobject]@{
                Files    = @(Get-ChildItem '$folder' -Recurse -Force | Where-Object FullName -NotMatch 'powershell|\.cache|\.config|\.local').Count
                Changed  = @(Compare-Object `$before `$after).Count
                Location = `"`$PWD`" -eq '$folder'
            }"
        $result.Files | Should -Be 0
        $result.Changed | Should -Be 0
        $result.Location | Should -BeTrue
    }

    It 'can be done again: with force, and after removal' {
        $result = Invoke-NewShell "
            Import-Module '$Manifest'; `$null = Get-OptInstance -Root '$root'
            Import-Module '$Manifest' -Force; `$forced = @(Get-Command -Module OptAIC).Count, @(Get-OptInstance -Root '$root').Count
            Remove-Module OptAIC; `$removed = @(Get-Command -Module OptAIC -ListImported).Count
            Import-Module '$Manifest'; `$again = @(Get-Command -Module OptAIC).Count, @(Get-OptInstance -Root '$root').Count
            [pscustomobject]@{ Forced = `$forced; Removed = `$removed; Again = `$again }"
        $count = @(Get-Command -Module OptAIC).Count
        $result.Forced | Should -Be $count, 4
        $result.Again | Should -Be $count, 4
        $result.Removed | Should -Be 0
    }

    It 'works in two runspaces of one process, one of which removes it' {
        $result = Invoke-NewShell "
            Import-Module '$Manifest'
            `$other = [powershell]::Create().AddScript(`"Import-Module '$Manifest'; Remove-Module OptAIC`").Invoke()
            @(Get-OptInstance -Root '$root').Count"
        $result | Should -Be 4
    }
}

Describe 'Working with the module' {
    BeforeAll {
        $loaded = Invoke-NewShell "Import-Module '$Manifest'; `$null = Get-OptInstance -Root '$root'; `$null = Test-OptWorkspace '$root'; $contexts"
    }

    It 'keeps third-party assemblies out of the default context' {
        $loaded | Where-Object Name -Match '^(Microsoft\.Data\.Sqlite|SQLitePCLRaw.*|YamlDotNet|OptAIC\.(Engine|Quant))$' | ForEach-Object Context | Sort-Object -Unique | Should -Be 'OptAIC'
        $loaded.Name | Should -Contain 'Microsoft.Data.Sqlite'
    }

    It 'has one OptAIC.Core, in the default context' {
        @($loaded | Where-Object Name -EQ 'OptAIC.Core').Context | Should -Be 'Default'
    }

    It 'returns objects that scripts can name and test' {
        Get-OptInstance prices -Root $root | Should -BeOfType ([OptAIC.OptInstance])
        (Get-OptFlow prices -Root $root).Status | Should -Be ([OptAIC.Freshness.FlowStatus]::NotInitialized)
    }

    It 'is found by name, without an import, where modules are installed' {
        $installed = New-TestFolder
        $null = New-Item -ItemType SymbolicLink "$installed/OptAIC" -Target (Split-Path $Manifest) -ErrorAction Ignore
        if (-not (Test-Path "$installed/OptAIC")) { Set-ItResult -Skipped -Because 'links are not allowed here' }
        $result = Invoke-NewShell "`$env:PSModulePath = '$installed' + [IO.Path]::PathSeparator + `$env:PSModulePath; @(Get-OptInstance -Root '$root').Count"
        $result | Should -Be 4
    }
}
