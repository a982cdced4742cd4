# Runs one suite and writes its NUnit report.
param(
    [Parameter(Mandatory)] [string] $Suite,
    [Parameter(Mandatory)] [string] $Report
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
# Escape sequences are not allowed in the report; shells that a suite starts inherit this.
$env:NO_COLOR = '1'
$PSStyle.OutputRendering = 'PlainText'
$env:OPTAIC_HOME = $null
$env:OPTAIC_TEST_FOLDER = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "optaic-$([guid]::NewGuid().ToString('N'))")).FullName
try {
    Import-Module Pester -MinimumVersion 5.0
    $result = Invoke-Pester -Configuration @{
        Run        = @{ Path = $Suite; PassThru = $true }
        TestResult = @{ Enabled = $true; OutputPath = $Report; OutputFormat = 'NUnitXml' }
        Output     = @{ Verbosity = 'Detailed'; CIFormat = 'None' }
    }
}
finally {
    Remove-Item $env:OPTAIC_TEST_FOLDER -Recurse -Force -ErrorAction Ignore
}
exit $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
