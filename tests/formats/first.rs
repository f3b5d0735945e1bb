use desire_path::formats::{self, journey_json};

#[test]
fn scratch() {
    let text = r#"{"format":"desire-path","version":1,"title":"T","currency":"EU","shine":3,"period":"fortnight",
    "channels":[{"id":"c","name":"x","kind":"hologram"}],
    "touchpoints":[{"id":"a","name":"A","margin":"12a","burdens":{"time":{"assumed":NaN,"x":1},"joy":{"y":2}},"pain_points":["a",1,"b",2],"position":{"x":1,"y":1e9},"stage":"nix","glow":{"a":{"b":[1,{"c":2}]}}},
      {"id":"a"},{"name":"q"},7],
    "outcomes":[{"id":"ok","name":"O","kind":"success","value":1e999}],
    "segments":[{"id":"s","name":"S","volume":-4,"entry":{"a":1,"":3,"zz":2}}],
    "transitions":[{"id":"t","from":"a","to":"ok"},{"id":"t2","from":"a","to":"nowhere"},{"id":"t3","from":"a"}],
    "fixes":[{"id":"f","name":"F","effects":[{"touchpoint":"a","drop_off":2},{"drop_off":0.1},{"touchpoint":"a","soon":1}],"weights":[{"transition":"t2","weight":1}]}],
    "moods":[{"id":"m"}]}"#;
    let opened = formats::read(text.as_bytes(), "x.json").unwrap();
    for line in &opened.report.lines {
        println!("{line}");
    }
    let out = journey_json::write(&opened.journey);
    println!("{out}");
    assert_eq!(opened.journey.violations(), vec![]);
    let again = formats::read(out.as_bytes(), "x.json").unwrap();
    for line in &again.report.lines {
        println!("{line}");
    }
    assert_eq!(journey_json::write(&again.journey), out);
    let csv = formats::read(
        b"from,to,count\n(start),A,10\nA,B,6\nA,(drop),4\nB,(success),5\nB,(lost),1\nB,x,-3\nA,B,1\n",
        "f/shop.csv",
    )
    .unwrap();
    for line in &csv.report.lines {
        println!("{line}");
    }
    println!("{}", journey_json::write(&csv.journey));
}
