BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestFolder
    $null = Initialize-OptWorkspace $root
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
    $null = 'workflow', 'data' | ForEach-Object { New-Item -ItemType Directory "$root/pack/$_" }
    Set-Content "$root/pack/workflow/main.ps1" 'exit 0'
    'a', 'b' | ForEach-Object { Set-Content "$root/pack/data/$_.csv" $_ -NoNewline }
    Set-Content "$root/pack/data/data.yml" 'items: [ { target: a.csv, source: data/a.csv }, { target: b.csv, source: data/b.csv } ]'
    $pack = New-OptInstance -Backpack "$root/pack"
}

Describe 'The cache' {
    It 'tells what is in it, and who refers to it' {
        $entries = Get-OptCache
        $entries | Should -HaveCount 2
        $entries[0].Instances | Should -Be 'pack'
        $entries[0].Kind, $entries[0].Size, $entries[0].IsComplete | Should -Be 'Data', 1, $true
        (Get-OptCache $entries[1].Key.Substring(0, 8)).Key | Should -Be $entries[1].Key
        Get-OptCache -Kind Environment | Should -BeNullOrEmpty
        Get-OptCache 'zz*' | Should -BeNullOrEmpty
        (Get-ErrorOf { Get-OptCache zz -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'CacheEntryNotFound,*'
    }

    It 'keeps what is referred to, unless it is told otherwise' {
        (Clear-OptCache -PassThru).KeptBecause | Sort-Object -Unique | Should -Be 'used by pack'
        $first = (Get-OptCache)[0]
        ($first | Clear-OptCache -All -PassThru).IsRemoved | Should -BeTrue
        (Get-OptCache).Key | Should -Not -Contain $first.Key
        Get-Content "$($pack.Path)/workflow/a.csv" | Should -Be a
        $null = Update-OptData pack
        Get-OptCache | Should -HaveCount 2
    }

    It 'lets go what nobody refers to' {
        Remove-OptInstance pack
        Clear-OptCache -OlderThan 1d
        Get-OptCache | Should -HaveCount 2
        Clear-OptCache
        Get-OptCache | Should -BeNullOrEmpty
    }
}
