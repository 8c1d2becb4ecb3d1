use crate::sandbox::Sandbox;

#[test]
fn every_shell_gets_a_script() {
    let sandbox = Sandbox::new();
    for (shell, expected) in [
        ("bash", "complete -F _xtask"),
        ("zsh", "#compdef xtask"),
        ("fish", "complete -c xtask"),
        ("powershell", "-CommandName 'xtask'"),
        ("elvish", "arg-completer[xtask]"),
    ] {
        let run = sandbox.run(&["completions", shell]);
        assert_eq!((run.code, &*run.stderr), (0, ""), "{shell}");
        for word in [expected, "codegen", "check"] {
            assert!(run.stdout.contains(word), "{shell}: {word}");
        }
    }
}
