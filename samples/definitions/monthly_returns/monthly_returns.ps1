# Returns from month-end to month-end. Rows come ordered by entity and date, so one pass with a few variables is enough.
$ErrorActionPreference = 'Stop'
$context = Get-OptRunContext
$field = $context.Config.field
$csv = ($context.Inputs | Where-Object Role -EQ prices).Csv
if ($field -notin ((Get-Content $csv -TotalCount 1) -split ',')) { throw "the dataset of prices has no field '$field'" }

$entities = 0
& {
    $entity = $month = $date = $null
    $price = $before = [double]::NaN
    foreach ($row in Import-Csv $csv) {
        if ($row.$field -eq '') { continue }
        $rowMonth = $row.date.Substring(0, 7)
        if ($row.entity -ne $entity) {
            $entity = $row.entity
            $month = $rowMonth
            $before = [double]::NaN
            $script:entities++
        }
        elseif ($rowMonth -ne $month) {
            # The month before is complete: its last price is its end.
            if (-not [double]::IsNaN($before)) { [pscustomobject]@{ date = $date; entity = $entity; monthly_return = $price / $before - 1 } }
            $before = $price
            $month = $rowMonth
        }
        $date = $row.date
        $price = [double]::Parse($row.$field, [cultureinfo]::InvariantCulture)
    }
} | Write-OptOutput returns
Write-OptMetric entities_read $entities
