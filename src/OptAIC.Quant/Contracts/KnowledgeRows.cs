namespace OptAIC.Quant.Contracts;

/// <summary>Rows of a store with the times at which they became known, in days since 0001-01-01; the loads of a key stand one after another.</summary>
/// <param name="Keys">Number of each row's (entity, date); equal for the loads of one key.</param>
/// <param name="ObservationDays">Dates that the rows are about.</param>
/// <param name="KnowledgeDays">When they became known; a fraction is the time of day.</param>
public sealed record KnowledgeRows(ReadOnlyMemory<int> Keys, ReadOnlyMemory<double> ObservationDays, ReadOnlyMemory<double> KnowledgeDays);
