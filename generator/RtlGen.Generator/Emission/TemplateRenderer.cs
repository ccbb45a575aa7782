// SPDX-License-Identifier: Apache-2.0
using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq.Expressions;
using System.Text.RegularExpressions;
using HandlebarsDotNet;

namespace RtlGen.Emission;

/// <summary>
/// Renders the embedded templates; the only class that knows the template engine. Strict: a name that the view model
/// does not have, a null in it, or text that the engine would silently lose is an error.
/// </summary>
public static partial class TemplateRenderer
{
    private static readonly ConcurrentDictionary<string, Lazy<HandlebarsTemplate<object, object>>> Compiled = new(StringComparer.Ordinal);

    private static readonly Lazy<IHandlebars> Engine = new(CreateEngine);

    /// <summary>Renders a template.</summary>
    /// <param name="templateName">Path below <c>templates/</c>, for example <c>rtl/tile.v.hbs</c>.</param>
    /// <param name="viewModel">Public properties are the names of the template.</param>
    /// <returns>Text with LF line ends.</returns>
    /// <exception cref="TemplateException">No such template, an unresolved name, or a null in the view model.</exception>
    public static string Render(string templateName, object viewModel) =>
        Run(templateName, Compiled.GetOrAdd(templateName, Embedded).Value, viewModel);

    /// <summary>
    /// Compiles templates on another thread, for a command that will need them soon: compiling takes longer than all
    /// the rest of an emission. A template that is at fault says so when it is rendered.
    /// </summary>
    public static void Prepare(params ReadOnlySpan<string> templateNames)
    {
        foreach (string name in templateNames)
        {
            Lazy<HandlebarsTemplate<object, object>> template = Compiled.GetOrAdd(name, Embedded);
            ThreadPool.QueueUserWorkItem(
                static state =>
                {
                    try
                    {
                        _ = state.Value;
                    }
                    catch (TemplateException)
                    {
                        // Kept by the lazy value, and thrown again by Render.
                    }
                },
                template,
                preferLocal: false);
        }
    }

    /// <summary>Renders a template that is given as text.</summary>
    public static string RenderText(string templateName, string text, object viewModel) =>
        Run(templateName, Compile(templateName, text), viewModel);

    private static string Run(string templateName, HandlebarsTemplate<object, object> template, object viewModel)
    {
        RefuseNulls(templateName, viewModel, viewModel.GetType().Name);
        try
        {
            return template(viewModel).ReplaceLineEndings("\n");
        }
        catch (HandlebarsException exception)
        {
            throw new TemplateException($"template '{templateName}': {exception.Message}", exception);
        }
    }

    private static Lazy<HandlebarsTemplate<object, object>> Embedded(string name) =>
        new(() => Compile(name, LibraryFiles.Read($"templates/{name}")));

    private static HandlebarsTemplate<object, object> Compile(string templateName, string text)
    {
        // The engine loses what looks like an expression but starts with a digit: Verilog's replication {{8{a}}.
        Match lost = Replication().Match(text);
        if (lost.Success)
        {
            int line = text.AsSpan(0, lost.Index).Count('\n') + 1;
            throw new TemplateException($"template '{templateName}' line {line}: '{lost.Value}' would be lost; write '\\{{{{' or put a space between the braces");
        }

        try
        {
            return Engine.Value.Compile(text.ReplaceLineEndings("\n"));
        }
        catch (HandlebarsException exception)
        {
            throw new TemplateException($"template '{templateName}': {exception.Message}", exception);
        }
    }

    private static IHandlebars CreateEngine() => Handlebars.Create(new HandlebarsConfiguration
    {
        ThrowOnUnresolvedBindingExpression = true,
        NoEscape = true,
        FormatProvider = CultureInfo.InvariantCulture,
        CompileTimeConfiguration = { ExpressionCompiler = new Interpreter() },
    });

    /// <summary>
    /// A template is rendered once or twice in a process: interpreting its expressions takes a fraction of the time that
    /// compiling them would.
    /// </summary>
    private sealed class Interpreter : IExpressionCompiler
    {
        T IExpressionCompiler.Compile<T>(Expression<T> expression) =>
            (T)(object)((LambdaExpression)expression).Compile(preferInterpretation: true);
    }

    /// <summary>The engine prints nothing for a null: refuse it before.</summary>
    private static void RefuseNulls(string templateName, object model, string path)
    {
        if (model is string || model.GetType().IsPrimitive || model.GetType().IsEnum)
        {
            return;
        }

        if (model is IEnumerable items)
        {
            int i = 0;
            foreach (object? item in items)
            {
                RefuseNulls(templateName, item ?? throw Null(templateName, $"{path}[{i}]"), $"{path}[{i}]");
                i++;
            }

            return;
        }

        foreach (System.Reflection.PropertyInfo property in model.GetType().GetProperties())
        {
            if (property.GetIndexParameters().Length == 0)
            {
                string inner = $"{path}.{property.Name}";
                RefuseNulls(templateName, property.GetValue(model) ?? throw Null(templateName, inner), inner);
            }
        }
    }

    private static TemplateException Null(string templateName, string path) =>
        new($"template '{templateName}': {path} is null");

    [GeneratedRegex(@"(?<!\\)\{\{[0-9]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Replication();
}

/// <summary>A template and its view model do not fit: a fault of the generator, not of its user.</summary>
public sealed class TemplateException(string message, Exception? inner = null) : Exception(message, inner);
