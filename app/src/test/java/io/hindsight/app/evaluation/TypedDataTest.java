package io.hindsight.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.support.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files whose interactions have types, weighed as a server weighs them. */
class TypedDataTest extends EvaluateRuns {
  private static final String HEADER = "user_id,item_id,type,value,seconds,timestamp";

  /** What everybody did together with each item, in a model that counts weights. */
  private List<String> counted(Path data, String... more) throws IOException {
    Path lists = directory.resolve("lists.csv");
    List<String> all = new ArrayList<>(List.of("--data", data.toString(), "--n", "20"));
    all.addAll(List.of("--model", "most-popular", "--lists", lists.toString()));
    all.addAll(List.of(more));
    var shown = CommandLines.runHere("export-model", all.toArray(String[]::new));
    assertThat(shown.code()).as(shown.err()).isZero();
    return Files.readAllLines(lists).stream().filter(line -> line.startsWith("zoe,")).toList();
  }

  private Path deeds() throws IOException {
    return file(
        "deeds.csv",
        HEADER,
        "ann,bag,view,,,1",
        "ann,bag,purchase,3,,2",
        "ann,cap,rating,5,,3",
        "ann,cap,rating,4,,4",
        "ann,dot,dwell,,90,5",
        "ann,dot,dwell,,5,6",
        "ann,egg,like,,,7",
        "ann,egg,dismiss,,,8",
        "bob,egg,rating,5,,9",
        "bob,egg,rating,1,,10",
        "bob,fan,view,,,11",
        "zoe,gem,like,,,12");
  }

  @Test
  void typesWeighAsOnAServer() throws IOException {
    // bag 1 + 5 however many were bought; cap by the last rating, 4/5 of 5; dot a minute and a
    // half.
    assertThat(counted(deeds(), "--weights", "type"))
        .containsExactly("zoe,bag,1,6.0", "zoe,cap,2,4.0", "zoe,dot,3,1.5", "zoe,fan,4,1.0");
    // What weighs nothing is as if it had not been.
    assertThat(counted(deeds(), "--weight", "purchase=8,view=0,rating.best=4"))
        .containsExactly("zoe,bag,1,8.0", "zoe,cap,2,5.0", "zoe,dot,3,1.5");
  }

  @Test
  void theReportSaysWhatWeighedAndWhatWasLeftOut() throws IOException {
    Path json = directory.resolve("typed.json");
    assertThat(
            run(
                "--data",
                deeds().toString(),
                "--weights",
                "type",
                "--half-life",
                "30",
                "--protocol",
                "random",
                "--test-share",
                "0.4",
                "--json",
                json.toString()))
        .as(err)
        .isZero();
    assertThat(out)
        .contains("4 interactions with items that their user dismissed or rated low")
        .contains("1 interactions weigh nothing")
        .contains("weight.purchase=5.0", "weight.half-life-days=30.0");
    assertThat(json(json).path("data").path("weights").path("weight.rating.best").asDouble())
        .isEqualTo(5);
    Path plain =
        file(
            "plain.csv",
            "user_id,item_id,type,value",
            "a,x,view,",
            "a,y,rating,4",
            "b,x,view,",
            "b,y,view,");
    assertThat(run("--data", plain.toString(), "--protocol", "random", "--test-share", "0.4"))
        .as(err)
        .isZero();
    assertThat(out).contains("the column type is not looked at: with --weights type it is");
  }

  @Test
  void whatCannotWeighIsRefusedWithItsLine() throws IOException {
    String wrong = file("wrong.csv", HEADER, "a,x,view,,,1", "a,y,viewed,,,2").toString();
    refused("wrong.csv, line 3: there is no type viewed", "--data", wrong, "--weights", "type");
    assertThat(err).contains("types are view, click");
    String untyped = file("untyped.csv", "user_id,item_id,value", "a,x,4").toString();
    refused("untyped.csv, line 2: it has no type", "--data", untyped, "--weights", "type");
    assertThat(err).contains("--type view");
    String bare = file("bare.csv", "user_id,item_id", "a,x").toString();
    refused("a rating needs a value", "--data", bare, "--weights", "type", "--type", "rating");
    refused("there is no type seen", "--data", bare, "--weights", "type", "--type", "seen");
    refused("types do not weigh", "--data", bare, "--type", "rating");
    refused("there is no setting weight.viewed", "--data", bare, "--weight", "viewed=2");
    refused("must be in 0..100", "--data", bare, "--weight", "view=-1");
    refused("give --half-life DAYS", "--data", bare, "--weight", "half-life-days=3");
    refused("beside --weights value", "--data", bare, "--weight", "view=2", "--weights", "value");
    refused(
        "--positive-from is there", "--data", bare, "--weights", "type", "--positive-from", "4");
  }
}
