using Bunit;
using FichierClient.Web.Common.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace FichierClient.UnitTests.Web;

public sealed class EditSectionTests : ScreenTest
{
    private readonly List<Fiche> saved = [];
    private readonly Fiche fiche = new() { Nom = "Alpha", Montant = 1000 };
    private IReadOnlyList<KeyValuePair<string, string>> refusals = [];
    private Exception? failure;

    [Fact]
    public void A_wrong_field_is_said_next_to_it_and_summed_up_and_nothing_is_saved()
    {
        var form = Form();
        form.Find("#nom").Change("");
        form.Find("form").Submit();

        Assert.Empty(saved);
        Assert.Contains("1 champ est à corriger", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", form.Find("#nom").GetAttribute("aria-invalid"));
    }

    [Theory]
    [InlineData("1 234,56 €", 1234.56)]
    [InlineData("1\u202f234.5", 1234.5)]
    public void Amounts_are_typed_as_the_French_write_them(string typed, decimal expected)
    {
        var form = Form();
        form.Find("#montant").Change(typed);
        form.Find("form").Submit();
        Assert.Equal(expected, Assert.Single(saved).Montant);
    }

    [Fact]
    public void The_zeros_that_a_database_keeps_at_the_end_of_a_price_are_not_shown()
    {
        fiche.Montant = 17.5000m;
        Assert.Equal("17,50", Form().Find("#montant").GetAttribute("value"));
        fiche.Montant = 0.12340m;
        Assert.Equal("0,1234", Form().Find("#montant").GetAttribute("value"));
    }

    [Fact]
    public void A_field_that_finds_records_leaves_what_is_typed_in_it_alone()
    {
        var field = Render<ChercheField<string>>(p => p.Add(f => f.SearchFunc, (_, _) => Task.FromResult<IEnumerable<string>>(["Alpha"])).Add(f => f.InputId, "qui"));
        field.Find("#qui").Focus();

        Assert.NotEmpty(JSInterop.Invocations);
        Assert.DoesNotContain(JSInterop.Invocations, call => call.Identifier.Contains("select", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void What_is_not_a_number_keeps_the_form_from_being_saved_with_the_old_one()
    {
        var form = Form();
        form.Find("#montant").Change("mille");
        form.Find("form").Submit();

        Assert.Empty(saved);
        Assert.Contains("Saisissez un nombre", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_number_is_typed_with_its_space_and_one_that_is_none_stays_in_its_field()
    {
        var form = Form();
        form.Find("#nombre").Change("1 200");
        Assert.Equal("1\u202f200", form.Find("#nombre").GetAttribute("value"));
        form.Find("#nombre").Change("douze");
        form.Find("form").Submit();

        Assert.Equal("douze", form.Find("#nombre").GetAttribute("value"));
        Assert.Contains("Saisissez un nombre entier", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        form.Find("#nombre").Change("1 200");
        form.Find("form").Submit();
        Assert.Equal(1200, Assert.Single(saved).Nombre);
    }

    [Fact]
    public void Two_fields_that_are_wrong_in_the_same_words_are_two()
    {
        refusals = [KeyValuePair.Create(nameof(Fiche.Nom), "À préciser."), KeyValuePair.Create(nameof(Fiche.Montant), "À préciser.")];
        var form = Form();
        form.Find("form").Submit();
        Assert.Contains("2 champs sont à corriger", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Single(form.FindAll("[role=alert] li"));
    }

    [Fact]
    public void What_only_the_server_knows_goes_to_its_field()
    {
        refusals = [KeyValuePair.Create(nameof(Fiche.Nom), "Ce nom est déjà pris.")];
        var form = Form();
        form.Find("form").Submit();
        Assert.Contains("Ce nom est déjà pris.", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void While_the_database_does_not_answer_the_typing_stays_and_can_be_saved_again()
    {
        failure = new InvalidOperationException("likely transient", new NpgsqlException("pool", new TimeoutException()));
        var form = Form();
        form.Find("#nom").Change("Bêta");
        form.Find("form").Submit();

        Assert.Contains("votre saisie est gardée", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("L’enregistrement n’a pas abouti", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Bêta", form.Find("#nom").GetAttribute("value"));
        failure = null;
        form.Find("form").Submit();
        Assert.Equal("Bêta", Assert.Single(saved).Nom);
        Assert.Empty(form.FindAll("[role=alert]"));
    }

    [Fact]
    public void A_defect_is_no_pause_of_the_database()
    {
        failure = new InvalidOperationException("a bug");
        var form = Form();
        Assert.Throws<InvalidOperationException>(() => form.Find("form").Submit());
    }

    [Fact]
    public void The_page_hears_of_a_save_only_once_it_is_one()
    {
        var heard = 0;
        var form = Form(() => heard++);
        form.Find("#nom").Change("");
        form.Find("form").Submit();
        Assert.Equal(0, heard);
        form.Find("#nom").Change("Bêta");
        form.Find("form").Submit();
        Assert.Equal(1, heard);
    }

    [Fact]
    public void A_path_finds_its_object_in_a_list()
    {
        var model = new Fiche { Lignes = [new Fiche(), new Fiche()] };
        var field = ValidatorBridge.Resolve(model, "Lignes[1].Nom");
        Assert.Same(model.Lignes[1], field.Model);
        Assert.Equal("Nom", field.FieldName);
    }

    private IRenderedComponent<EditSection<Fiche>> Form(Action? onSaved = null) => Render<EditSection<Fiche>>(p => p
        .Add(s => s.Model, fiche).Add(s => s.Validator, new FicheValidator())
        .Add(s => s.OnSaved, () => onSaved?.Invoke())
        .Add(s => s.Save, model =>
        {
            if (failure is { } error) throw error;
            if (refusals.Count == 0) saved.Add(model);
            return Task.FromResult(refusals);
        })
        .Add(s => s.ChildContent, builder =>
        {
            builder.OpenComponent<TexteField>(0);
            builder.AddComponentParameter(1, "InputId", "nom");
            builder.AddComponentParameter(2, "Value", fiche.Nom);
            builder.AddComponentParameter(3, "ValueChanged", EventCallback.Factory.Create<string?>(this, value => fiche.Nom = value));
            builder.AddComponentParameter(4, "For", (System.Linq.Expressions.Expression<Func<string?>>)(() => fiche.Nom));
            builder.CloseComponent();
            builder.OpenComponent<NombreField>(5);
            builder.AddComponentParameter(6, "InputId", "montant");
            builder.AddComponentParameter(7, "Value", fiche.Montant);
            builder.AddComponentParameter(8, "ValueChanged", EventCallback.Factory.Create<decimal?>(this, value => fiche.Montant = value));
            builder.AddComponentParameter(9, "For", (System.Linq.Expressions.Expression<Func<decimal?>>)(() => fiche.Montant));
            builder.CloseComponent();
            builder.OpenComponent<EntierField>(10);
            builder.AddComponentParameter(11, "InputId", "nombre");
            builder.AddComponentParameter(12, "Value", fiche.Nombre);
            builder.AddComponentParameter(13, "ValueChanged", EventCallback.Factory.Create<int?>(this, value => fiche.Nombre = value));
            builder.AddComponentParameter(14, "For", (System.Linq.Expressions.Expression<Func<int?>>)(() => fiche.Nombre));
            builder.CloseComponent();
        }));

    private sealed class Fiche
    {
        public string? Nom { get; set; }
        public decimal? Montant { get; set; }
        public int? Nombre { get; set; }
        public List<Fiche> Lignes { get; set; } = [];
    }

    private sealed class FicheValidator : AbstractValidator<Fiche>
    {
        public FicheValidator() => RuleFor(f => f.Nom).NotEmpty();
    }
}
