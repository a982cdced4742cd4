@{
    # Of a clone: what `dotnet build` laid out. build.ps1 makes the packaged manifest from this one.
    NestedModules          = @('artifacts/module/OptAIC.dll')
    FormatsToProcess       = @('artifacts/module/OptAIC.Format.ps1xml')
    ModuleVersion          = '0.1.0'
    GUID                   = '7d3f5a52-6f0e-4b3c-9d0e-1f6d2c7a9b41'
    Author                 = 'The OptAIC authors'
    CompanyName            = 'The OptAIC authors'
    Copyright              = 'The OptAIC authors. MIT licence.'
    Description            = 'Configured instances of data and quant definitions, with paired flows, lineage, freshness and runs over a filesystem store.'
    PowerShellVersion      = '7.6'
    CompatiblePSEditions   = @('Core')
    CmdletsToExport        = @(
        'Add-OptInstance'
        'Clear-OptInstance'
        'Compare-OptDefinition'
        'Compare-OptRun'
        'Confirm-OptData'
        'Copy-OptInstance'
        'Export-OptInstance'
        'Export-OptLineage'
        'Export-OptRun'
        'Export-OptSchedule'
        'Get-OptArtifact'
        'Get-OptData'
        'Get-OptDefinition'
        'Get-OptEvent'
        'Get-OptFlow'
        'Get-OptInstance'
        'Get-OptLineage'
        'Get-OptMetric'
        'Get-OptModel'
        'Get-OptPlan'
        'Get-OptRun'
        'Get-OptRunContext'
        'Get-OptWorkspace'
        'Import-OptInstance'
        'Initialize-OptWorkspace'
        'Invoke-OptFlow'
        'Invoke-OptPlan'
        'Invoke-OptQuickstart'
        'Invoke-OptStack'
        'New-OptDefinition'
        'New-OptInstance'
        'Measure-OptInstance'
        'Publish-OptInstance'
        'Receive-OptRun'
        'Register-OptDefinition'
        'Register-OptSchedule'
        'Remove-OptInstance'
        'Remove-OptRun'
        'Rename-OptInstance'
        'Repair-OptRegistry'
        'Restart-OptRun'
        'Set-OptInstance'
        'Start-OptFlow'
        'Stop-OptFlow'
        'Stop-OptInstance'
        'Stop-OptRun'
        'Sync-OptInstance'
        'Test-OptData'
        'Test-OptDefinition'
        'Test-OptFlow'
        'Test-OptRegistry'
        'Test-OptWorkspace'
        'Unregister-OptDefinition'
        'Unregister-OptSchedule'
        'Update-OptData'
        'Update-OptInstance'
        'Wait-OptRun'
        'Watch-OptEvent'
        'Write-OptArtifact'
        'Write-OptMetric'
        'Write-OptOutput'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags = @('data', 'quant', 'lineage', 'freshness', 'backtest', 'pipeline', 'scheduling', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
        }
    }
}
