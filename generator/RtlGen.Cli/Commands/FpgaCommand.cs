// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Globalization;
using RtlGen.Cli.Options;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Diagnostics;
using RtlGen.Emission;
using RtlGen.Fpga;
using RtlGen.Golden;
using RtlGen.Reporting;
using RtlGen.Tensors;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen fpga</c>: a layer with the digital twin of its macro on an FPGA.</summary>
internal static class FpgaCommand
{
    /// <summary>What is drawn where the user gave no vectors.</summary>
    private const int DrawnVectors = 16;
    private const ulong DrawnSeed = 1;

    public static Command Create(IConsole console)
    {
        Argument<string> configuration = CommonOptions.Configuration();
        Option<string> directory = CommonOptions.Directory();
        Option<bool> force = CommonOptions.Force();
        Option<int> baud = new("--baud")
        {
            Description = $"Bits a second on the serial line: {string.Join(", ", FpgaBoard.BaudRates)}.",
            HelpName = "N",
            DefaultValueFactory = _ => FpgaBoard.DefaultBaud,
        };
        Option<bool> build = new("--build") { Description = "Make the bitstream, and run the vectors through the synthesized netlist." };
        Option<bool> json = CommonOptions.Json();
        TensorOptions tensors = new();
        DocumentedCommand command = new(
            "fpga",
            $"Write a layer with the digital twin of its macro behind a serial line, for the iCE40-HX8K breakout board. Inputs that are not given are drawn ({DrawnVectors} vectors, seed {DrawnSeed}).",
            "rtlgen fpga fc2.yaml -o build/fc2 --weights w.npy --bias b.npy --inputs x.npy",
            "rtlgen fpga fc2.yaml -o build/fc2 --weights w.npy --bias b.npy --inputs x.npy --build")
        {
            configuration, directory, force, baud, build, json,
        };
        tensors.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            int rate = parsed.GetValue(baud);
            if (!FpgaBoard.BaudRates.Contains(rate))
            {
                throw new UsageException($"--baud is {rate}; possible are {string.Join(", ", FpgaBoard.BaudRates)}");
            }

            if (parsed.GetValue(build))
            {
                await FpgaBuild.RequireToolsAsync(cancellation);
            }

            FpgaContent content = await ContentAsync(parsed.GetRequiredValue(configuration), tensors.Read(parsed), rate, cancellation);
            LayerDesign design = content.Design;
            IReadOnlyList<GeneratedFile> files = FpgaEmitter.Emit(content);
            string folder = parsed.GetRequiredValue(directory);
            using (StagedDirectory staged = StagedDirectory.Create(folder, parsed.GetValue(force)))
            {
                staged.Write(files, cancellation);
                cancellation.ThrowIfCancellationRequested();
                staged.Commit(ConfigurationWriter.Hash(design.Configuration));
            }

            await console.Error.WriteLineAsync($"{design.Name}: {files.Count} files written to {folder}, {content.Inputs.Shape[0]} vectors");
            if (!parsed.GetValue(build))
            {
                return ExitCode.Done;
            }

            FpgaFigures figures = await Progress.ShowAsync(
                console, design.Name, progress => FpgaBuild.RunAsync(folder, design.Name, null, progress, cancellation));
            await console.Out.WriteAsync(parsed.GetValue(json) ? Json(design, figures) : Text(design, figures, rate));
            return figures.Passes ? ExitCode.Done : ExitCode.ComparisonFailed;
        });
        return command;
    }

    /// <exception cref="BadInputException">Everything that is wrong with the configuration, the tensors, or the design on this board.</exception>
    private static async Task<FpgaContent> ContentAsync(string configuration, TensorFiles files, int baud, CancellationToken cancellation)
    {
        LayerSource source = LayerSource.Load(configuration, files, TensorDemand.Parameters, forHardware: true);
        LayerParameters parameters = source.Tensors.Parameters!;
        IReadOnlyList<Diagnostic> refusals = FpgaEmitter.Refusals(source.Design, parameters);
        if (refusals.Count > 0)
        {
            throw new BadInputException(refusals);
        }

        Tensor inputs = source.Tensors.Inputs ?? RandomTensors.DrawInputs(source.Design, DrawnVectors, DrawnSeed);
        ReferenceResult golden = await Task.Run(
            () => ReferenceModel.Run(source.Design, parameters, inputs, new ReferenceOptions { KeepCodes = false }, cancellation), cancellation);
        return new FpgaContent { Design = source.Design, Parameters = parameters, Inputs = inputs, Outputs = golden.Outputs, Baud = baud };
    }

    private static string Text(LayerDesign design, FpgaFigures figures, int baud) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {design.Name} on an iCE40 HX8K (ct256)
          netlist          {figures.Luts:N0} look-up tables, {figures.FlipFlops:N0} flip-flops
          logic cells      {figures.LogicCells.Used:N0} of {figures.LogicCells.Available:N0}
          block RAMs       {figures.BlockRams.Used} of {figures.BlockRams.Available}
          clock            {figures.Fmax:0.0} MHz at most, {FpgaBoard.ClockFrequency / 1_000_000} MHz on the board
          cycles a vector  {design.Schedule.Interval:N0} in the layer, {figures.CyclesOnTheLine:N0} on the line at {baud} baud
          bitstream        {figures.BitstreamBytes:N0} bytes
          vectors          {(figures.Passes ? $"{figures.VectorsEqual:N0} through the netlist's serial line, every byte equal" : figures.Verdict)}

        """).ReplaceLineEndings("\n");

    private static string Json(LayerDesign design, FpgaFigures figures) => JsonText.Object(o =>
    {
        o.WriteString("name", design.Name);
        o.WriteNumber("luts", figures.Luts);
        o.WriteNumber("flip_flops", figures.FlipFlops);
        o.WriteNumber("logic_cells", figures.LogicCells.Used);
        o.WriteNumber("block_rams", figures.BlockRams.Used);
        o.WriteNumber("fmax_mhz", figures.Fmax);
        o.WriteNumber("bitstream_bytes", figures.BitstreamBytes);
        o.WriteNumber("interval", design.Schedule.Interval);
        o.WriteNumber("cycles_on_the_line", figures.CyclesOnTheLine);
        o.WriteNumber("vectors_equal", figures.VectorsEqual);
        o.WriteBoolean("passes", figures.Passes);
        o.WriteString("verdict", figures.Verdict);
    });
}
