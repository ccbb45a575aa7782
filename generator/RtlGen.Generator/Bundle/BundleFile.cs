// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Bundles;

/// <summary>One file of a bundle, byte by byte.</summary>
/// <param name="Path">Relative path with forward slashes.</param>
/// <param name="Content">What it holds.</param>
public sealed record BundleFile(string Path, byte[] Content);
