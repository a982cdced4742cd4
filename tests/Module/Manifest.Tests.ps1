BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $data = Import-PowerShellDataFile $Manifest
    $folder = Split-Path (Get-Command Get-OptInstance).DLL
}

Describe 'The manifest' {
    It 'is valid' {
        (Test-ModuleManifest $Manifest).Name | Should -Be OptAIC
    }

    It 'has the version of the build' {
        $version = ([xml](Get-Content (Join-Path $Repository Directory.Build.props))).Project.PropertyGroup.Version
        $data.ModuleVersion | Should -Be $version
        [System.Diagnostics.FileVersionInfo]::GetVersionInfo("$folder/OptAIC.dll").ProductVersion | Should -BeLike "$version*"
    }

    It 'exports exactly the cmdlets that there are' {
        $classes = [OptAIC.Commands.OptCommand].Assembly.GetExportedTypes() | ForEach-Object {
            $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false) | ForEach-Object { "$($_.VerbName)-$($_.NounName)" }
        }
        $data.CmdletsToExport | Sort-Object | Should -Be ($classes | Sort-Object)
        (Get-Command -Module OptAIC).Name | Sort-Object | Should -Be ($classes | Sort-Object)
    }

    It 'exports nothing else, and says so' {
        $data.FunctionsToExport | Should -BeNullOrEmpty
        $data.AliasesToExport | Should -BeNullOrEmpty
        $data.VariablesToExport | Should -BeNullOrEmpty
        $data.Keys | Should -Contain FunctionsToExport
        $data.Keys | Should -Contain AliasesToExport
        $data.Keys | Should -Contain VariablesToExport
    }

    It 'asks for the PowerShell that it needs' {
        $data.PowerShellVersion | Should -Be '7.6'
        $data.CompatiblePSEditions | Should -Be 'Core'
    }
}

Describe 'The laid out module' {
    It 'holds these files and no others' {
        $files = Get-ChildItem $folder -Recurse -File | ForEach-Object { [IO.Path]::GetRelativePath($folder, $_.FullName).Replace('\', '/') }
        $files | Where-Object { $_ -notlike 'runner*' -and $_ -notin 'OptAIC.psd1', 'LICENSE' } | Sort-Object | Should -Be (@(
                'OptAIC.dll'
                'OptAIC.Core.dll'
                'OptAIC.Format.ps1xml'
                'en-US/about_OptAIC.help.txt'
                'en-US/about_OptAIC_Contracts.help.txt'
                'en-US/about_OptAIC_CommandEntries.help.txt'
                'en-US/OptAIC.dll-Help.xml'
                'dependencies/Microsoft.Data.Sqlite.dll'
                'dependencies/OptAIC.Engine.deps.json'
                'dependencies/OptAIC.Engine.dll'
                'dependencies/OptAIC.Quant.dll'
                'dependencies/SQLitePCLRaw.batteries_v2.dll'
                'dependencies/SQLitePCLRaw.core.dll'
                'dependencies/SQLitePCLRaw.provider.e_sqlite3.dll'
                'dependencies/YamlDotNet.dll'
                'dependencies/runtimes/linux-arm64/native/libe_sqlite3.so'
                'dependencies/runtimes/linux-x64/native/libe_sqlite3.so'
                'dependencies/runtimes/osx-arm64/native/libe_sqlite3.dylib'
                'dependencies/runtimes/osx-x64/native/libe_sqlite3.dylib'
                'dependencies/runtimes/win-arm64/native/e_sqlite3.dll'
                'dependencies/runtimes/win-x64/native/e_sqlite3.dll'
                'dependencies/samples/us_stocks/prices.csv.gz'
            ) | Sort-Object)
    }

    It 'has a runner: in it, or where the build left it' {
        $runner = (Test-Path "$folder/runner.path") ? (Get-Content "$folder/runner.path") : (Get-ChildItem "$folder/runner/*/optaic*" | Where-Object BaseName -EQ optaic | Where-Object Extension -NE .dll)
        "$runner" | Should -Exist
    }
}
