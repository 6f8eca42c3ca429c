using System.Globalization;
using FichierClient.Domain.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using MudBlazor;
using MudBlazor.Utilities.Exceptions;

namespace FichierClient.Web.Common.Forms;

/// <summary>
/// A field whose text is a value in the French writing. What can't be read stays in the field, is said under it, and
/// makes the form invalid: MudBlazor alone would let such a form be saved with the value from before.
/// </summary>
public abstract class ParsedField<T> : MudTextField<T?>, IReversibleConverter<T?, string?>
    where T : struct
{
    private ValidationMessageStore? messages;
    private string? unreadable;
    private string? unreadableText;

    protected ParsedField()
    {
        Variant = Variant.Outlined;
        Margin = Margin.Dense;
        ShrinkLabel = true;
        Converter = this;
    }

    [Inject] protected IStringLocalizer<CommonTexts> Texts { get; set; } = default!;

    [CascadingParameter] private EditContext? Edited { get; set; }

    protected abstract string Problem { get; }

    protected abstract bool TryRead(string text, out T value);

    protected abstract string Write(T value);

    protected override void OnInitialized()
    {
        base.OnInitialized();
        if (Edited is not null)
        {
            messages = new ValidationMessageStore(Edited);
            Edited.OnValidationRequested += RefuseUnreadable;
        }
    }

    string? IConverter<T?, string?>.Convert(T? input)
    {
        if (input is not { } value)
        {
            // A text that can't be read leaves no value: the page renders that, and the text must stay.
            return unreadable is null ? null : unreadableText;
        }
        unreadable = null;
        return Write(value);
    }

    T? IReversibleConverter<T?, string?>.ConvertBack(string? input)
    {
        unreadable = null;
        if (string.IsNullOrWhiteSpace(input))
        {
            return null;
        }
        if (TryRead(input, out var value))
        {
            return value;
        }
        (unreadable, unreadableText) = (Problem, input);
        throw new ConversionException(Problem, [], new FormatException(Problem));
    }

    private void RefuseUnreadable(object? sender, ValidationRequestedEventArgs e)
    {
        messages!.Clear();
        if (unreadable is not null && For is not null)
        {
            messages.Add(FieldIdentifier.Create(For), unreadable);
        }
    }

    protected override ValueTask DisposeAsyncCore()
    {
        if (Edited is not null)
        {
            Edited.OnValidationRequested -= RefuseUnreadable;
        }
        return base.DisposeAsyncCore();
    }
}

/// <summary>A number or amount: accepts spaces of any kind, comma or point, a currency sign; shows the reader's writing.</summary>
public sealed class NombreField : ParsedField<decimal>
{
    public NombreField() => InputMode = InputMode.@decimal;

    // Divided by it, a number loses the zeros at its end: the database keeps 17.5000 of a price, and nobody writes that.
    private const decimal One = 1.000000000000000000000000000m;

    /// <summary>Digits shown after the comma; further ones that mean something are kept.</summary>
    [Parameter] public int Decimals { get; set; } = 2;

    protected override string Problem => Texts["NumberInvalid"];

    protected override bool TryRead(string text, out decimal value) => NombreFrancais.TryParse(text, CultureInfo.CurrentCulture, out value);

    protected override string Write(decimal value) => MontantFormat.Number(value, Math.Max(Decimals, (value / One).Scale));
}

/// <summary>A whole number: accepts spaces of any kind, as `1 200`; shows the reader's writing.</summary>
public sealed class EntierField : ParsedField<int>
{
    public EntierField() => InputMode = InputMode.numeric;

    /// <summary>A year or a day is written without a space between its digits.</summary>
    [Parameter] public bool SansEspaces { get; set; }

    protected override string Problem => Texts["EntierInvalid"];

    protected override bool TryRead(string text, out int value) => NombreFrancais.TryParseEntier(text, CultureInfo.CurrentCulture, out value);

    protected override string Write(int value) => SansEspaces ? value.ToString(CultureInfo.InvariantCulture) : MontantFormat.Number(value);
}

/// <summary>A day: accepts 31/12/2026, 31.12.26, 31 déc. 2026, 2026-12-31; shows 31/12/2026.</summary>
public sealed class DateField : ParsedField<DateOnly>
{
    protected override string Problem => Texts["DateInvalid"];

    protected override bool TryRead(string text, out DateOnly value) => DateFrancaise.TryParse(text, out value);

    protected override string Write(DateOnly value) => value.ToString("d", CultureInfo.CurrentCulture);
}
