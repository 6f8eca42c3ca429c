using System.Collections;
using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Components.Forms;

namespace FichierClient.Web.Common.Forms;

/// <summary>
/// Puts the messages of a use case's validator next to the fields of a form: one field as it is left, all of them on save.
/// Paths such as <c>Facturation.CodePostal</c> and <c>Telephones[1].Saisie</c> find their object.
/// </summary>
public sealed class ValidatorBridge : IDisposable
{
    private readonly EditContext form;
    private readonly IValidator? validator;
    private readonly ValidationMessageStore messages;

    public ValidatorBridge(EditContext form, IValidator? validator)
    {
        (this.form, this.validator) = (form, validator);
        messages = new ValidationMessageStore(form);
        form.OnFieldChanged += ValidateField;
        form.OnValidationRequested += ValidateAll;
    }

    /// <summary>Shows refusals that only the server knows, under their field; an empty path is about the whole form.</summary>
    public void Show(IEnumerable<KeyValuePair<string, string>> refusals)
    {
        foreach (var (path, message) in refusals)
        {
            messages.Add(Resolve(form.Model, path), message);
        }
        form.NotifyValidationStateChanged();
    }

    private void ValidateField(object? sender, FieldChangedEventArgs e)
    {
        messages.Clear(e.FieldIdentifier);
        foreach (var (field, message) in Failures().Where(failure => failure.Field.Equals(e.FieldIdentifier)))
        {
            messages.Add(field, message);
        }
        form.NotifyValidationStateChanged();
    }

    private void ValidateAll(object? sender, ValidationRequestedEventArgs e)
    {
        messages.Clear();
        foreach (var (field, message) in Failures())
        {
            messages.Add(field, message);
        }
        form.NotifyValidationStateChanged();
    }

    private IEnumerable<(FieldIdentifier Field, string Message)> Failures() =>
        validator?.Validate(new ValidationContext<object>(form.Model)).Errors
            .Select(error => (Resolve(form.Model, error.PropertyName), error.ErrorMessage)) ?? [];

    /// <summary>The object and property that a path means; the part that can't be followed belongs to the object before it.</summary>
    public static FieldIdentifier Resolve(object model, string path)
    {
        var parts = path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts.SkipLast(1))
        {
            if (Step(model, part) is not { } next)
            {
                return new FieldIdentifier(model, part);
            }
            model = next;
        }
        return new FieldIdentifier(model, parts.Length == 0 ? "" : parts[^1]);
    }

    private static object? Step(object model, string part) =>
        part[0] == '[' && model is IList list
            ? list[int.Parse(part.AsSpan(1, part.Length - 2), CultureInfo.InvariantCulture)]
            : model.GetType().GetProperty(part)?.GetValue(model);

    public void Dispose()
    {
        form.OnFieldChanged -= ValidateField;
        form.OnValidationRequested -= ValidateAll;
    }
}
