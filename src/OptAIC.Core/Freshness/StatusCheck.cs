using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>One rule, held against a flow.</summary>
/// <param name="Rule">Number of the rule, from 1: the first that fails decides the status.</param>
/// <param name="Name">Name of the rule: <c>data_date</c>.</param>
/// <param name="Subject">The upstream flow that is looked at; <c>null</c> when it is the flow itself.</param>
/// <param name="Observed">What is there.</param>
/// <param name="Limit">What has to be there.</param>
/// <param name="Verdict">Whether it is.</param>
/// <param name="Reason">Why not.</param>
public sealed record StatusCheck(int Rule, string Name, FlowKey? Subject, string Observed, string Limit, CheckVerdict Verdict, StatusReason? Reason = null);
