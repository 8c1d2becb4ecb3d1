//! The section of one shape: what it is, and its properties or values.

use super::headings::{Headings, escaped};
use super::markdown::{Markdown, sentences};
use super::types;
use crate::docs::{self, plain_line};
use crate::lower::{rules, wire};
use crate::model::{
    Binding, Deprecated, ErrorInfo, Fault, Kind, Member, Model, Requirement, Sensitivity, Shape,
    ShapeId, Structure, Traits,
};

/// The section of a structure, union or enum.
pub(super) fn section(model: &Model, headings: &Headings<'_>, id: &ShapeId) -> String {
    let shape = model.shape(id);
    let mut out = Markdown::default();
    let heading = headings.of(id).map_or(id.name(), |it| &*it.text);
    out.heading(3, &escaped(heading));
    about(&mut out, &shape.traits);
    match &shape.kind {
        Kind::Structure(Structure { members, error }) => {
            if let Some(error) = error {
                out.paragraph(&error_line(id, error, &shape.traits));
            }
            let table = Table::new(model, headings, shape);
            table.write(&mut out, members);
        }
        Kind::Union(union) => {
            out.paragraph("A union: an object with exactly one of these properties.");
            let table = Table::new(model, headings, shape);
            table.write(&mut out, &union.members);
        }
        Kind::Enum(shape) => {
            let values = shape.values.iter();
            values_table(
                &mut out,
                values.map(|it| (it.value.clone(), it.name.as_deref(), &it.traits)),
            );
        }
        Kind::IntEnum(shape) => {
            let values = shape.values.iter();
            values_table(
                &mut out,
                values.map(|it| (it.value.to_string(), Some(it.name.as_str()), &it.traits)),
            );
        }
        Kind::Unit | Kind::Simple(_) | Kind::List(_) | Kind::Map(_) => {}
    }
    out.finish()
}

/// What documentation says, and traits that are of interest to readers.
pub(super) fn about(out: &mut Markdown, traits: &Traits) {
    if let Some(deprecated) = &traits.deprecated {
        out.paragraph(&format!("> {}", deprecation(deprecated)));
    }
    out.lines(
        &traits
            .documentation
            .as_deref()
            .map(docs::page)
            .unwrap_or_default(),
    );
    for (title, address) in &traits.external_documentation {
        out.lines(&docs::page(&format!("[{}]({address})", plain_line(title))));
    }
    if !traits.aliases.is_empty() {
        let names: Vec<String> = traits
            .aliases
            .iter()
            .map(|it| docs::cell_code(it))
            .collect();
        out.paragraph(&format!("Also known as {}.", names.join(", ")));
    }
    if traits.sensitivity == Sensitivity::Sensitive && !says_sensitive(traits) {
        out.paragraph("**Sensitive:** values must not be shown in logs.");
    }
    if let Some(since) = &traits.since {
        out.paragraph(&format!("Since {}.", docs::cell_code(since)));
    }
}

/// Whether a sentence of the documentation starts with the word.
fn says_sensitive(traits: &Traits) -> bool {
    let text = traits.documentation.as_deref().unwrap_or_default();
    let mut sentences = text.split(['.', '>', '\n']);
    sentences.any(|it| {
        it.trim_start_matches([' ', '*', '_'])
            .starts_with("Sensitive")
    })
}

/// `**Deprecated** since 1.2: the message`, as the text of a cell or paragraph.
pub(super) fn deprecation(deprecated: &Deprecated) -> String {
    let mut text = "**Deprecated**".to_owned();
    if let Some(since) = deprecated.since.as_deref().map(plain_line) {
        text.push_str(" since ");
        text.push_str(&docs::cell_code(&since));
    }
    let message = deprecated.message.as_deref().map(docs::cell);
    match message.filter(|message| !message.is_empty()) {
        Some(message) => format!("{text}: {message}"),
        None => text + ".",
    }
}

fn error_line(id: &ShapeId, error: &ErrorInfo, traits: &Traits) -> String {
    let whose = match error.fault {
        Fault::Client => "client",
        Fault::Server => "server",
    };
    let mut codes = vec![error.code.as_deref().unwrap_or(id.name())];
    codes.extend(traits.aliases.iter().map(String::as_str));
    let codes: Vec<String> = codes.into_iter().map(docs::cell_code).collect();
    let retry = if error.retryable {
        " It may pass when the request is sent again."
    } else {
        ""
    };
    format!(
        "An error of the {whose}: status {}, code {}.{retry}",
        error.status,
        codes.join(" or ")
    )
}

/// The table of a structure's or union's members.
struct Table<'a, 'm> {
    model: &'m Model,
    headings: &'a Headings<'m>,
    shape: &'a Shape,
}

impl<'a, 'm> Table<'a, 'm> {
    fn new(model: &'m Model, headings: &'a Headings<'m>, shape: &'a Shape) -> Self {
        Self {
            model,
            headings,
            shape,
        }
    }

    fn write(&self, out: &mut Markdown, members: &[Member]) {
        if members.is_empty() {
            out.paragraph("It has no properties.");
            return;
        }
        let protocol = &self.model.service.protocol;
        let any = |test: &dyn Fn(&Member) -> bool| members.iter().any(test);
        let is_structure = matches!(self.shape.kind, Kind::Structure(_));
        let renamed = any(&|it| wire::name(protocol, it) != it.name);
        let elsewhere = any(&|it| it.binding != Binding::Body);
        let deprecated = any(&|it| it.traits.deprecated.is_some());
        let columns: Vec<Column> = [
            (true, Column::Property),
            (renamed, Column::Member),
            (elsewhere, Column::TravelsIn),
            (true, Column::Type),
            (is_structure, Column::Required),
            (deprecated, Column::Deprecated),
            (true, Column::Description),
        ]
        .into_iter()
        .filter_map(|(wanted, column)| wanted.then_some(column))
        .collect();
        let head: Vec<&str> = columns.iter().map(|column| column.title()).collect();
        let rows = members.iter().map(|member| {
            let cells = columns.iter();
            cells.map(|column| self.cell(*column, member)).collect()
        });
        out.table(&head, &rows.collect::<Vec<_>>());
    }

    fn cell(&self, column: Column, member: &Member) -> String {
        match column {
            Column::Property => docs::cell_code(wire::name(&self.model.service.protocol, member)),
            Column::Member => docs::cell_code(&member.name),
            Column::TravelsIn => place(&member.binding),
            Column::Type => types::of_member(self.model, self.headings, member),
            Column::Required => required(member.requirement).to_owned(),
            Column::Deprecated => match member.traits.deprecated {
                Some(_) => "yes".to_owned(),
                None => "no".to_owned(),
            },
            Column::Description => describe(self.model, member),
        }
    }
}

#[derive(Clone, Copy)]
enum Column {
    Property,
    Member,
    TravelsIn,
    Type,
    Required,
    Deprecated,
    Description,
}

impl Column {
    fn title(self) -> &'static str {
        match self {
            Self::Property => "Property",
            Self::Member => "Member",
            Self::TravelsIn => "Travels in",
            Self::Type => "Type",
            Self::Required => "Required",
            Self::Deprecated => "Deprecated",
            Self::Description => "Description",
        }
    }
}

/// Whether a member must be there.
pub(super) fn required(requirement: Requirement) -> &'static str {
    match requirement {
        Requirement::Optional => "no",
        Requirement::Required => "yes",
        Requirement::ClientOptional => "yes, but readers must cope without",
    }
}

fn place(binding: &Binding) -> String {
    match binding {
        Binding::Body => "body".to_owned(),
        Binding::Label => "path".to_owned(),
        Binding::Query(name) => format!("query, as {}", docs::cell_code(name)),
        Binding::QueryParams => "query".to_owned(),
        Binding::Header(name) => format!("header {}", docs::cell_code(name)),
        Binding::PrefixHeaders(prefix) => {
            format!("headers {}", docs::cell_code(&format!("{prefix}*")))
        }
        Binding::Payload => "body, which it is".to_owned(),
        Binding::ResponseCode => "status code".to_owned(),
    }
}

/// What is to be said about a member, as the text of a cell: its documentation or its target's,
/// deprecation, and what its value must be like.
pub(super) fn describe(model: &Model, member: &Member) -> String {
    let target = &model.shape(&member.target).traits;
    let own = &member.traits;
    let deprecated = own.deprecated.as_ref().map(deprecation);
    // A shape with a section says the rest there.
    let documentation = own.documentation.as_ref().or(target.documentation.as_ref());
    let documentation = documentation.map(|text| docs::cell(text));
    let also = (!own.aliases.is_empty()).then(|| {
        let names: Vec<String> = own.aliases.iter().map(|it| docs::cell_code(it)).collect();
        format!("Also known as {}.", names.join(", "))
    });
    let sensitive = [own, target]
        .iter()
        .any(|it| it.sensitivity == Sensitivity::Sensitive);
    let said = match own.documentation {
        Some(_) => says_sensitive(own),
        None => says_sensitive(target),
    };
    let sensitive = (sensitive && !said).then(|| "Sensitive.".to_owned());
    let token = member
        .idempotency_token
        .then(|| "An idempotency token: clients fill it in.".to_owned());
    let rules = rules::of_member(member, target, &docs::cell_code);
    let rules = rules.into_iter().map(|rule| rule + ".");
    let first = deprecated.into_iter().chain(documentation);
    sentences(first.chain(also).chain(sensitive).chain(token).chain(rules))
}

fn values_table<'m>(
    out: &mut Markdown,
    values: impl Iterator<Item = (String, Option<&'m str>, &'m Traits)> + Clone,
) {
    let named = values
        .clone()
        .any(|(value, name, _)| name.is_some_and(|name| name != value));
    let described = values
        .clone()
        .any(|(.., traits)| traits.documentation.is_some() || traits.deprecated.is_some());
    let mut head = vec!["Value"];
    head.extend(named.then_some("Name"));
    head.extend(described.then_some("Description"));
    let rows: Vec<Vec<String>> = values
        .map(|(value, name, traits)| {
            let mut row = vec![docs::cell_code(&value)];
            row.extend(named.then(|| name.map(docs::cell_code).unwrap_or_default()));
            row.extend(described.then(|| {
                let deprecated = traits.deprecated.as_ref().map(deprecation);
                let text = traits.documentation.as_deref().map(docs::cell);
                sentences(deprecated.into_iter().chain(text))
            }));
            row
        })
        .collect();
    if rows.is_empty() {
        out.paragraph("It has no known values.");
    } else {
        out.table(&head, &rows);
    }
}
