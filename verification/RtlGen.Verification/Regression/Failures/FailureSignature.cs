// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Regression.Failures;

/// <summary>What failures with one cause have in common; failures with equal signatures share a bucket.</summary>
/// <param name="Tap">Where the failure shows first: a tap in the contract's words, <c>cycles</c>, <c>protocol</c>, <c>tool</c>, or a kind of complaint of a flow.</param>
/// <param name="Module">The module whose work shows there.</param>
/// <param name="Pattern">How right and wrong differ.</param>
public sealed record FailureSignature(string Tap, string Module, string Pattern)
{
    /// <inheritdoc />
    public override string ToString() => $"{Tap} · {Module} · {Pattern}";
}
