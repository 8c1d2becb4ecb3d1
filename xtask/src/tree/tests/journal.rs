use super::*;

fn steps() -> Vec<Step> {
    let text = str::to_owned;
    vec![
        Step::Folder {
            path: text("src/a"),
        },
        Step::Create {
            path: text("src/a/x.rs"),
            staged: text("src/.tinsmith-1.new"),
        },
        Step::Update {
            path: text("src/\"q\n\".rs"),
            staged: text("src/.tinsmith-2.new"),
            backup: text("src/.tinsmith-2.old"),
        },
        Step::Remove {
            path: text("src/z.rs"),
            backup: text("src/.tinsmith-3.old"),
        },
        Step::Swap {
            path: text("schemas"),
            staged: format!("{WORK}/4"),
            new: u64::MAX,
            old: Some(7),
        },
        Step::Swap {
            path: text("src"),
            staged: format!("{WORK}/5"),
            new: 1,
            old: None,
        },
    ]
}

#[test]
fn what_is_written_is_read() {
    assert_eq!(parse(&render(&steps())), Some(steps()));
    assert_eq!(parse(""), None);
    let other = render(&steps()).replace("version = 1", "version = 2");
    assert_eq!(parse(&other), None);
}

#[test]
fn a_journal_leads_nowhere_else() {
    let base = tempfile::tempdir().unwrap();
    let target = Target {
        base: base.path().to_owned(),
        folders: vec!["src", "schemas"],
        ownership: Ownership::Exclusive,
    };
    assert!(steps().iter().all(|step| step.is_within(&target)));
    let staged = || ".tinsmith-1.new".to_owned();
    for path in ["../x", "src/../../x", "/etc/x", "src//x", "Cargo.toml", ""] {
        let path = path.to_owned();
        let step = Step::Create {
            path,
            staged: staged(),
        };
        assert!(!step.is_within(&target), "{step:?}");
    }
    let from_elsewhere = Step::Create {
        path: "src/x".to_owned(),
        staged: "Cargo.toml".to_owned(),
    };
    assert!(!from_elsewhere.is_within(&target));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/", base.path().join("src")).unwrap();
        assert!(!steps()[1].is_within(&target));
    }
}
