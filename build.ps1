#!/usr/bin/env pwsh
#requires -Version 7.4
<#
.SYNOPSIS
    Builds, packages and tests OptAIC: the packaged module is in artifacts/package/OptAIC/<version>.
.DESCRIPTION
    The packaged module needs nothing but PowerShell: the program that executes runs is in it, self-contained, for the platform that
    this is run on. Once the packages are restored no network is needed. Any failure ends the script with an exit code other than 0.
.EXAMPLE
    ./build.ps1
.EXAMPLE
    ./build.ps1 -NoTest
#>
param(
    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    # Leave the tests out.
    [switch] $NoTest
)
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location $PSScriptRoot

$version = ([xml](Get-Content Directory.Build.props)).Project.PropertyGroup.Version
$system = $IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux'
$platform = "$system-$([System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture.ToString().ToLowerInvariant())"
$package = "artifacts/package/OptAIC/$version"
$selfContained = '--runtime', $platform, '-p:SelfContained=true', '-p:PublishReadyToRun=true'

# Clean.
Remove-Item artifacts -Recurse -Force -ErrorAction Ignore

# Build. The runner's own restore comes last, as it knows more than that of the solution.
dotnet restore OptAIC.sln
dotnet build OptAIC.sln --configuration $Configuration --no-restore --nologo
dotnet restore src/OptAIC.Cli @selfContained
dotnet publish src/OptAIC.Cli --configuration $Configuration --no-restore --nologo @selfContained -p:DebugType=none -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false --output "$package/runner/$platform"

# Package: what the build laid out, with a manifest that finds it beside itself.
Get-ChildItem artifacts/module -Exclude runner.path | Copy-Item -Destination $package -Recurse
Copy-Item LICENSE $package
$manifest = (Get-Content OptAIC.psd1 -Raw).Replace("NestedModules          = @('artifacts/module/OptAIC.dll')", "RootModule             = 'OptAIC.dll'").Replace('artifacts/module/', '')
$manifest = $manifest -replace '(?m)^    # Of a clone:.*\n', ''
Set-Content "$package/OptAIC.psd1" $manifest -NoNewline
$null = Test-ModuleManifest "$package/OptAIC.psd1"

# Test: the module as it is packaged.
if (-not $NoTest) {
    $env:OPTAIC_MODULE = (Resolve-Path "$package/OptAIC.psd1").Path
    $env:OPTAIC_REQUIRE_PWSH = '1'
    dotnet test OptAIC.sln --configuration $Configuration --no-build --nologo
}

"OptAIC $version is in $(Resolve-Path $package)"
