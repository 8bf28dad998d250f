//! Which small changes there are to a program: the slips of people who write asynchronous code (an
//! `.await` is forgotten, or a `spawn`, two statements change places) and those of everybody.

use std::collections::HashSet;
use std::ops::Range;

use proc_macro2::TokenStream;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ExprCall, ExprMethodCall, Item, Lit, Pat, RangeLimits, Stmt, Token, UnOp};

use super::arms;
use super::mutant::Mutant;

/// All changes to the functions of a file that are not in `given`, in the order of their places.
///
/// # Errors
/// When the file is no Rust.
pub(super) fn list(file: &str, text: &str, given: &str) -> syn::Result<Vec<Mutant>> {
    let mut given_functions = Functions { text: given, found: HashSet::new() };
    given_functions.visit_file(&syn::parse_file(given)?);
    let given = given_functions.found;
    let mut changes = Changes { file, text, given, function: String::new(), found: Vec::new() };
    changes.visit_file(&syn::parse_file(text)?);
    changes.found.sort_by_key(|mutant| mutant.bytes.start);
    Ok(changes.found)
}

/// The functions of a file, each as its text.
struct Functions<'a> {
    text: &'a str,
    found: HashSet<&'a str>,
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.found.insert(&self.text[function.block.span().byte_range()]);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.found.insert(&self.text[function.block.span().byte_range()]);
    }
}

struct Changes<'a> {
    file: &'a str,
    text: &'a str,
    /// Bodies that students are given; what is changed in them is nobody's slip.
    given: HashSet<&'a str>,
    /// The function that is being looked at.
    function: String,
    found: Vec<Mutant>,
}

impl Changes<'_> {
    fn add(&mut self, change: impl AsRef<str>, bytes: Range<usize>, with: impl Into<String>) {
        let (file, change) = (self.file.to_owned(), change.as_ref());
        let change = format!("{change} in {}", self.function);
        self.found.push(Mutant { file, change, bytes, replacement: with.into() });
    }

    fn replace(&mut self, what: &impl Spanned, with: &str) {
        let bytes = what.span().byte_range();
        let change = format!("replace {} with {with}", &self.text[bytes.clone()]);
        self.add(change, bytes, with);
    }

    fn source(&self, what: &impl Spanned) -> String {
        self.text[what.span().byte_range()].to_owned()
    }

    /// A function with a name, unless students are given it as it is.
    fn function(&mut self, name: &syn::Ident, block: &syn::Block) {
        if !self.given.contains(&self.text[block.span().byte_range()]) {
            let outer = std::mem::replace(&mut self.function, name.to_string());
            self.visit_block(block);
            self.function = outer;
        }
    }

    /// `spawn(future)` runs the future only once it is awaited, and `spawn_blocking(work)` works
    /// where it is awaited.
    fn unspawn(&mut self, call: &ExprCall) {
        let (Expr::Path(path), Some(argument)) = (&*call.func, call.args.first()) else { return };
        let name = path.path.segments.last().map(|last| last.ident.to_string());
        let argument = self.source(argument);
        let body = match name.as_deref() {
            Some("spawn") => format!("({argument}).await"),
            Some("spawn_blocking") => format!("({argument})()"),
            _ => return,
        };
        let lazy = format!("async {{ Ok::<_, ()>({body}) }}");
        self.add("drop the spawn", call.span().byte_range(), lazy);
    }

    /// `queue.clone()` and `Arc::clone(&queue)` are the thing itself.
    fn unclone(&mut self, call: &Expr) {
        let original = match call {
            Expr::MethodCall(call) if call.method == "clone" => self.source(&call.receiver),
            Expr::Call(call) if self.source(&call.func).ends_with("::clone") => {
                let Some(Expr::Reference(original)) = call.args.first() else { return };
                self.source(&original.expr)
            }
            _ => return,
        };
        self.add("drop the clone", call.span().byte_range(), original);
    }

    /// The arms of `select!`, the futures of `join!`, and what stands in the arguments of others.
    fn macro_call(&mut self, call: &syn::Macro) {
        let name = call.path.segments.last().map(|last| last.ident.to_string());
        let arms = match name.as_deref() {
            Some("select") => arms::of_select(&call.tokens),
            Some("join" | "try_join") => arms::of_list(&call.tokens),
            _ => Vec::new(),
        };
        for arm in arms {
            self.add("drop the arm", arm, "");
        }
        self.arguments(call.tokens.clone());
    }

    fn arguments(&mut self, tokens: TokenStream) {
        let list = Punctuated::<Expr, Token![,]>::parse_terminated;
        for argument in list.parse2(tokens).into_iter().flatten() {
            // A text says the same with a digit more, and is seen to be wrong in every run.
            if !matches!(argument, Expr::Lit(_)) {
                self.visit_expr(&argument);
            }
        }
    }
}

impl<'ast> Visit<'ast> for Changes<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.function(&function.sig.ident, &function.block);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.function(&function.sig.ident, &function.block);
    }

    fn visit_item(&mut self, item: &'ast Item) {
        // What is outside of functions decides nothing by itself.
        if matches!(item, Item::Fn(_) | Item::Impl(_) | Item::Mod(_)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.macro_call(call);
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        let is_step = |statement: &Stmt| match statement {
            Stmt::Local(_) | Stmt::Macro(_) | Stmt::Expr(_, Some(_)) => true,
            Stmt::Expr(it, None) => {
                matches!(it, Expr::If(_) | Expr::ForLoop(_) | Expr::While(_) | Expr::Loop(_))
            }
            Stmt::Item(_) => false,
        };
        // Of a branch each way is left out by itself, and without what it declares nothing compiles.
        let is_whole = |statement: &Stmt| {
            is_step(statement) && !matches!(statement, Stmt::Local(_) | Stmt::Expr(Expr::If(_), _))
        };
        for (index, statement) in block.stmts.iter().enumerate() {
            if is_whole(statement) {
                self.add("drop the statement", statement.span().byte_range(), "");
            }
            // Two that only name something may mostly be named the other way round.
            let is_name =
                |it: &Stmt| matches!(it, Stmt::Local(_)) && !self.source(it).contains(".await");
            let next = block.stmts.get(index + 1).filter(|next| is_step(next));
            let next = next.filter(|next| !(is_name(statement) && is_name(next)));
            if let Some(next) = next.filter(|_| is_step(statement)) {
                let (one, other) = (statement.span().byte_range(), next.span().byte_range());
                let between = &self.text[one.end..other.start];
                let swapped = format!("{}{between}{}", self.source(next), self.source(statement));
                self.add("swap with the next statement", one.start..other.end, swapped);
            }
        }
        visit::visit_block(self, block);
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Await(it) => {
                let base = it.base.span().byte_range().end;
                self.add("drop the .await", base..it.span().byte_range().end, "");
            }
            Expr::Try(it) => self.add("drop the ?", it.question_token.span().byte_range(), ""),
            Expr::If(it) => {
                if !matches!(*it.cond, Expr::Let(_)) {
                    self.add("always take the branch", it.cond.span().byte_range(), "true");
                }
                let other = it.else_branch.as_ref().map(|(_, other)| self.source(other));
                let other = other.unwrap_or_else(|| "{}".to_owned());
                self.add("never take the branch", it.span().byte_range(), other);
            }
            Expr::Match(it) => {
                for arm in &it.arms {
                    self.add("drop the arm", arm.span().byte_range(), "");
                    self.add("empty the arm", arm.body.span().byte_range(), "{}");
                    if let Pat::Guard(it) = &arm.pat {
                        self.add("drop the guard", it.guard.span().byte_range(), "true");
                    }
                }
            }
            Expr::Call(it) => self.unspawn(it),
            Expr::Range(it) => match it.limits {
                RangeLimits::HalfOpen(dots) if it.end.is_some() => self.replace(&dots, "..="),
                RangeLimits::Closed(dots) => self.replace(&dots, ".."),
                RangeLimits::HalfOpen(_) => {}
            },
            Expr::Unary(it) if matches!(it.op, UnOp::Not(_)) => {
                self.add("drop the !", it.op.span().byte_range(), "");
            }
            Expr::Binary(it) => {
                for with in others(&it.op) {
                    self.replace(&it.op, with);
                }
            }
            Expr::Lit(it) => {
                if let Lit::Int(number) = &it.lit
                    && let Ok(value) = number.base10_parse::<u64>()
                {
                    self.replace(number, &(value + 1).to_string());
                }
            }
            _ => {}
        }
        self.unclone(expr);
        visit::visit_expr(self, expr);
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        // The bound of a channel or of a semaphore.
        let name = self.source(&call.func);
        if let (true, Some(bound @ Expr::Path(_))) =
            (["channel", "Semaphore::new"].iter().any(|end| name.ends_with(end)), call.args.first())
        {
            let more = format!("{} + 1", self.source(bound));
            self.replace(bound, &more);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if call.method == "spawn"
            && let Some(argument) = call.args.first()
        {
            let argument = self.source(argument);
            self.add("drop the spawn", call.span().byte_range(), argument);
        }
        visit::visit_expr_method_call(self, call);
    }
}

/// What could stand in an operator's place.
fn others(operator: &BinOp) -> &'static [&'static str] {
    match operator {
        BinOp::Lt(_) => &["<=", ">"],
        BinOp::Le(_) => &["<", ">"],
        BinOp::Gt(_) => &[">=", "<"],
        BinOp::Ge(_) => &[">", "<"],
        BinOp::Eq(_) => &["!="],
        BinOp::Ne(_) => &["=="],
        BinOp::And(_) => &["||"],
        BinOp::Or(_) => &["&&"],
        BinOp::Add(_) => &["-"],
        BinOp::Sub(_) => &["+"],
        BinOp::Mul(_) => &["+"],
        BinOp::AddAssign(_) => &["-=", "="],
        BinOp::SubAssign(_) => &["+="],
        _ => &[],
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot go on has failed")]
mod tests;
