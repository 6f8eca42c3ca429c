using System.Globalization;
using System.Xml;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>What one cell of an OpenDocument sheet holds (ODF 1.3, part 3, 19.385): its value by its type, else its text.</summary>
internal sealed class OdsCell
{
    private static readonly CellFormat Percent = new(NatureNombre.Pourcentage, 1);

    private readonly CellText text = new();
    private string type = "", value = "", currency = "";
    private bool isError, isFormula;

    /// <summary>Empty for a blank cell.</summary>
    public string Value { get; private set; } = "";

    public bool IsNumber { get; private set; }

    /// <summary>The name of a text, null mostly.</summary>
    public string? Remark { get; private set; }

    /// <summary>Reads the cell that the reader stands on, to its end.</summary>
    public async Task ReadAsync(XmlReader xml)
    {
        ReadAttributes(xml);
        await ReadTextAsync(xml);
        (Value, IsNumber, Remark) = ("", false, null);
        if (isError) Remark = "Import_erreur_formule";
        else if (type.Length > 0) Take();
        else if (!text.IsEmpty) Value = text.ToString();
        else if (isFormula) Remark = "Import_formule_sans_resultat";
    }

    private void ReadAttributes(XmlReader xml)
    {
        (type, value, currency, isError, isFormula) = ("", "", "", false, false);
        while (xml.MoveToNextAttribute())
        {
            switch (xml.LocalName)
            {
                // LibreOffice keeps a second type in a namespace of its own, where an error is one.
                case "value-type" when xml.Value == "error":
                    isError = true;
                    break;
                case "value-type" when xml.Prefix != "calcext":
                    type = xml.Value;
                    break;
                case "value" or "date-value" or "time-value" or "boolean-value" or "string-value" when xml.Prefix != "calcext":
                    value = xml.Value;
                    break;
                case "currency" when xml.Prefix != "calcext":
                    currency = xml.Value;
                    break;
                case "formula":
                    isFormula = true;
                    break;
            }
        }

        xml.MoveToElement();
    }

    private void Take()
    {
        switch (type)
        {
            case "float" or "currency" or "percentage":
                IsNumber = ExcelValue.TryRead(value, type == "percentage" ? Percent : CellFormat.General, false, out var number);
                Value = IsNumber ? WithZeros(number) : text.ToString();
                if (IsNumber && type == "currency" && currency is { Length: 3 } and not "EUR") Value += " " + currency;
                break;
            case "date":
                Value = value.EndsWith("T00:00:00", StringComparison.Ordinal) ? value[..^9] : value;
                break;
            case "time":
                Value = Time();
                break;
            case "boolean":
                Value = value == "true" ? "VRAI" : "FAUX";
                break;
            default:
                Value = text.IsEmpty ? value : text.ToString();
                break;
        }
    }

    /// <summary>A cell that shows `01 23 45 67 89` for 123456789 has a format that says how many digits it is of.</summary>
    private string WithZeros(string number)
    {
        var shown = text.ToString();
        if (shown.Length <= number.Length || number.AsSpan().ContainsAnyExceptInRange('0', '9')) return number;
        var digits = string.Concat(shown.Where(c => !char.IsWhiteSpace(c)));
        return digits.StartsWith('0') && !digits.AsSpan().ContainsAnyExceptInRange('0', '9') && digits.TrimStart('0') == number ? digits : number;
    }

    private string Time()
    {
        try
        {
            var time = XmlConvert.ToTimeSpan(value);
            return string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return text.ToString();
        }
    }

    /// <summary>The paragraphs of the cell, one a line; not its comment, its drawings, its notes.</summary>
    private async Task ReadTextAsync(XmlReader xml)
    {
        text.Clear();
        if (xml.IsEmptyElement) return;
        var (depth, paragraph, any) = (xml.Depth, -1, false);
        await xml.ReadAsync();
        while (xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                if (paragraph < 0 && xml.LocalName == "p")
                {
                    if (any) text.Append('\n');
                    (paragraph, any) = (xml.IsEmptyElement ? -1 : xml.Depth, true);
                }
                else if (paragraph < 0 || xml.LocalName is "note" or "annotation" or "frame" or "ruby-text")
                {
                    await xml.SkipAsync();
                    continue;
                }
                else if (xml.LocalName == "s") text.Append(' ', int.TryParse(xml.Attribute("c"), NumberStyles.None, CultureInfo.InvariantCulture, out var spaces) ? spaces : 1);
                else if (xml.LocalName is "tab" or "line-break") text.Append(xml.LocalName == "tab" ? '\t' : '\n');
            }
            else if (xml.NodeType == XmlNodeType.EndElement && xml.Depth == paragraph) paragraph = -1;
            else if (paragraph >= 0 && xml.IsText()) await text.AppendAsync(xml);
            if (!await xml.ReadAsync()) break;
        }
    }
}
