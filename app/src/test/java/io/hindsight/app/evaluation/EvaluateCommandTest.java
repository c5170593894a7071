package io.hindsight.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.app.cli.CommandLineInterface;
import io.hindsight.app.support.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluateCommandTest {
  @TempDir Path directory;
  private String out = "";
  private String err = "";

  private int run(String... arguments) {
    var outBytes = new ByteArrayOutputStream();
    var errBytes = new ByteArrayOutputStream();
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    List<String> all = new ArrayList<>(List.of("evaluate"));
    all.addAll(List.of(arguments));
    try {
      System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
      return CommandLineInterface.run(
          (data, port, settings) -> {
            throw new AssertionError("nothing is to be started");
          },
          all.toArray(String[]::new));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
      out = outBytes.toString(StandardCharsets.UTF_8);
      err = errBytes.toString(StandardCharsets.UTF_8);
    }
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
  }

  /** A shop of two tastes, seeded. */
  private Path shop() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    List<String> lines = new ArrayList<>(List.of("user_id,item_id,value,timestamp,marketplace_id"));
    for (int user = 0; user < 80; user++) {
      for (int i = 0; i < 12; i++) {
        int item = user % 2 * 30 + (int) (30 * random.nextDouble() * random.nextDouble());
        lines.add(
            "u%d,i%d,%d,%d,%s"
                .formatted(user, item, 1 + random.nextInt(5), i, user % 3 == 0 ? "de" : "at"));
      }
    }
    return file("shop.csv", lines.toArray(String[]::new));
  }

  private JsonNode json(Path file) throws IOException {
    return JsonMapper.builder().build().readTree(Files.readString(file));
  }

  @Test
  void aShopIsMeasuredShownAndWritten() throws IOException {
    Path json = directory.resolve("report.json");
    Path html = directory.resolve("report.html");
    int code =
        run(
            "--data",
            shop().toString(),
            "--models",
            "item-knn,item-knn:neighbours=1",
            "--k",
            "5,10",
            "--json",
            json.toString(),
            "--html",
            html.toString(),
            "--repeat");
    assertThat(code).as(err).isZero();
    assertThat(out)
        .contains(
            "80 users", "Protocol leave-last-out", "ndcg@5", "coverage@10", "new users", "de (")
        .contains("recall is over |test|", "every model and figure is the same");
    JsonNode report = json(json);
    assertThat(report.path("protocol").asString()).isEqualTo("leave-last-out");
    assertThat(report.path("models")).hasSize(2);
    JsonNode first = report.path("models").path(0);
    assertThat(first.path("name").asString()).isEqualTo("item-knn");
    assertThat(first.path("config").path("neighbours").asInt()).isEqualTo(50);
    JsonNode ndcg = first.path("metrics").path("ndcg@10");
    assertThat(ndcg.path("mean").asDouble())
        .isBetween(ndcg.path("low").asDouble(), ndcg.path("high").asDouble());
    assertThat(first.path("metrics").path("coverage@5").path("low").isNull()).isTrue();
    assertThat(first.path("trainSeconds").asDouble()).isPositive();
    assertThat(Files.readString(html))
        .contains("<svg", "ndcg@5", "Segment: tail items")
        .doesNotContain("http://", "https://", "<script", "NaN");
  }

  @Test
  void whatListsEarnStandsBesideWhatEarningMoreCosts() throws IOException {
    List<String> rows = new ArrayList<>(List.of("item_id;price;cost"));
    for (int item = 0; item < 59; item++) {
      rows.add("i%d;%d;%d".formatted(item, 10 + item % 7, 10 - item % 3));
    }
    Path margins = file("margins.csv", rows.toArray(String[]::new));
    Path json = directory.resolve("money.json");
    Path html = directory.resolve("money.html");
    int code =
        run(
            "--data",
            shop().toString(),
            "--margins",
            margins.toString(),
            "--rerank",
            "margin=0.5",
            "--k",
            "5",
            "--json",
            json.toString(),
            "--html",
            html.toString());
    assertThat(code).as(err).isZero();
    assertThat(out).contains("margin@5", "earned@5", "+ margin=0.5");
    assertThat(Files.readString(html)).contains("margin@5", "earned@5", "+ margin=0.5");
    JsonNode models = json(json).path("models");
    assertThat(models.path(1).path("metrics").path("margin@5").path("mean").asDouble())
        .isGreaterThan(models.path(0).path("metrics").path("margin@5").path("mean").asDouble());
    refused("give --margins FILE", "--data", shop().toString(), "--rerank", "margin=0.5");
  }

  @Test
  void aPartOfMovieLensIsReadByItself() throws IOException {
    Path file = file("u1.base", "1\t7\t5\t100", "1\t8\t4\t101", "2\t7\t3\t99", "2\t8\t1\t100");
    assertThat(run("--data", "" + file, "--format", "movielens")).as(err).isZero();
    assertThat(out).contains("u1.base: 2 users, 2 items, 4 interactions");
  }

  @Test
  void aFileWithoutAHeaderIsMappedByNumbers() throws IOException {
    Path file = file("plays.tsv", "x\tann\tale", "x\tann\tbat", "x\tbob\tale", "x\tbob\tbat");
    String map = "user_id=#2,item_id=#3";
    assertThat(
            run("--data", "" + file, "--map", map, "--protocol", "random", "--test-share", "0.5"))
        .as(err)
        .isZero();
    assertThat(out).contains("plays.tsv: 2 users, 2 items, 4 interactions");
    refused("is no number of a column", "--data", "" + file, "--map", "user_id=#2,item_id=x");
    refused("lacks user_id or item_id", "--data", "" + file, "--map", "user_id=#2");
    refused("line 1: it has 3 fields", "--data", "" + file, "--map", "user_id=#1,item_id=#9");
  }

  @Test
  void openSettingsAreFoundOnAValidationPart() throws IOException {
    Path json = directory.resolve("report.json");
    int code =
        run(
            "--data", shop().toString(),
            "--models", "item-knn:neighbours=1..50,most-popular",
            "--search", "halving",
            "--trials", "9",
            "--json", json.toString());
    assertThat(code).as(err).isZero();
    assertThat(out).contains("Best of 13 trials on a validation part (leave-last-out): item-knn:");
    JsonNode report = json(json);
    assertThat(report.path("searches").path(0).path("lastRung").path(0).path("model").asString())
        .isEqualTo(
            "item-knn:neighbours="
                + report.path("models").path(0).path("config").path("neighbours").asInt());
  }

  @Test
  void partsAndNegativesMayBeGivenApart() throws IOException {
    Path train = file("train.csv", "user_id,item_id", "a,x", "a,y", "b,x", "b,y", "b,z", "c,w");
    Path test = file("test.csv", "user_id,item_id", "a,z", "c,x");
    Path json = directory.resolve("report.json");
    assertThat(run("--train", train.toString(), "--test", test.toString(), "--json", "" + json))
        .as(err)
        .isZero();
    assertThat(out).contains("Protocol given");
    // Only Ann's z has a neighbour in her history; Carl's w has none.
    assertThat(metric(json, "recall@10")).isCloseTo(0.5, within(1e-12));
    Path negatives = file("negatives.csv", "user_id,item_id", "a,w", "a,new", "a,z", "c,y", "c,z");
    int code =
        run(
            "--train", "" + train,
            "--test", "" + test,
            "--negatives", "" + negatives,
            "--k", "1,3",
            "--json", "" + json);
    assertThat(code).as(err).isZero();
    assertThat(out).contains("Protocol ncf");
    assertThat(metric(json, "hr@1")).isCloseTo(0.5, within(1e-12));
    // Carl's x ties with y and z, both without a score, and is third.
    assertThat(metric(json, "hr@3")).isCloseTo(1, within(1e-12));
  }

  @Test
  void testPairsThatAreInTrainingAreCountedAndTold() throws IOException {
    Path train = file("train.csv", "user_id,item_id", "a,x", "a,y", "b,x", "b,y", "b,z", "c,x");
    Path test = file("test.csv", "user_id,item_id", "a,z", "a,x", "b,x", "b,z", "c,y");
    Path json = directory.resolve("leaked.json");
    Path html = directory.resolve("leaked.html");
    String[] parts = {"--train", "" + train, "--test", "" + test, "--json", "" + json, "--html"};
    List<String> all = new ArrayList<>(List.of(parts));
    all.add("" + html);
    assertThat(run(all.toArray(String[]::new))).as(err).isZero();
    assertThat(out)
        .contains("tested 2 users on 2 items")
        .contains("note: 3 pairs of the test part are in training too and were not tested")
        .contains("note: 1 users had no other test item and were not tested");
    JsonNode facts = json(json).path("data");
    assertThat(facts.path("testInteractionsInTraining").asInt()).isEqualTo(3);
    assertThat(facts.path("testUsersAllInTraining").asInt()).isEqualTo(1);
    assertThat(Files.readString(html)).contains("3 pairs of the test part", "1 users had no other");
    refused("all 6 pairs of the test part", "--train", "" + train, "--test", "" + train);
    assertThat(err).contains("hold the same pairs").doesNotContain("train and test apart");
    Path none = file("none.csv", "user_id,item_id");
    refused("the test part is empty", "--train", "" + train, "--test", "" + none);
  }

  @Test
  void aTestFileNeedsNoTimes() throws IOException {
    List<String> test = new ArrayList<>(List.of("user_id,item_id"));
    List<String> negatives = new ArrayList<>(List.of("user_id,item_id"));
    for (int user = 0; user < 80; user++) {
      test.add("u" + user + ",i" + (user % 2 * 30 + 29));
      negatives.add("u" + user + ",i" + user % 30);
    }
    List<String> parts =
        List.of(
            "--train", "" + shop(),
            "--test", "" + file("test.csv", test.toArray(String[]::new)),
            "--models", "markov-chain,session-knn:gap=0",
            "--half-life", "1",
            "--rerank", "freshness=0.3");
    assertThat(run(parts.toArray(String[]::new))).as(err).isZero();
    assertThat(out).contains("Protocol given", "freshness=0.3");
    List<String> ncf = new ArrayList<>(parts.subList(0, 8));
    Path competing = file("negatives.csv", negatives.toArray(String[]::new));
    ncf.addAll(List.of("--negatives", "" + competing));
    assertThat(run(ncf.toArray(String[]::new))).as(err).isZero();
    assertThat(out).contains("Protocol ncf");
  }

  @Test
  void onlyTheTrainingFileNeedsEachMappedColumn() throws IOException {
    Path train = file("tr.tsv", "a\tx\t5\t1", "a\ty\t5\t2", "b\tx\t5\t1", "b\tz\t5\t2");
    Path test = file("te.tsv", "a\tz", "b\ty");
    Path negatives = file("ng.tsv", "a\tw", "b\tw");
    String map = "user_id=#1,item_id=#2,value=#3,timestamp=#4";
    competes(train, test, negatives, "--map", map);
    competes(train, test, file("own.csv", "item_id,user_id", "w,a", "w,b"), "--map", map);
    train = file("tr.csv", "who,what,plays,when", "a,x,5,1", "a,y,5,2", "b,x,5,1", "b,z,5,2");
    test = file("te.csv", "what,who", "z,a", "y,b");
    negatives = file("ng.csv", "what,who", "w,a", "w,b");
    map = "user_id=who,item_id=what,value=plays,timestamp=when";
    competes(train, test, negatives, "--map", map);
    competes(train, test, file("own.csv", "item_id,user_id", "w,a", "w,b"), "--map", map);
    refused(
        "te.csv, line 2: there is no value",
        "--train",
        "" + train,
        "--test",
        "" + test,
        "--map",
        map,
        "--positive-from",
        "1");
    refused("te.csv has no column when", "--train", "" + test, "--test", "" + train, "--map", map);
    refused(
        "bad.csv has no column who",
        "--train",
        "" + train,
        "--test",
        "" + test,
        "--map",
        map,
        "--negatives",
        "" + file("bad.csv", "some,thing", "a,w"));
  }

  @Test
  void negativesAndTestItemsOfMovieLensNeedNoRatings() throws IOException {
    Path train = file("u1.base", "1\t7\t5\t1", "1\t8\t4\t2", "2\t7\t3\t1", "2\t9\t1\t2");
    Path test = file("u1.test", "1\t9", "2\t8");
    Path header = file("ng.csv", "item_id,user_id", "6,1", "6,2");
    competes(train, test, header, "--format", "movielens");
    competes(train, test, file("ng.dat", "1::6", "2::6"), "--format", "movielens");
    competes(train, test, file("ng2.csv", "userId,movieId", "1,6", "2,6"), "--format", "movielens");
  }

  @Test
  void negativesOfOnlineRetailAreNoSales() throws IOException {
    String header = "StockCode,Quantity,InvoiceDate,CustomerID,Country";
    String day = ",1,2010-12-01 08:26:00,";
    Path train =
        file(
            "tr.csv",
            header,
            "7" + day + "a,USA",
            "8" + day + "a,USA",
            "7" + day + "b,USA",
            "9" + day + "b,USA");
    Path test = file("te.csv", "CustomerID,StockCode", "a,9", "b,8");
    Path negatives = file("ng.csv", "user_id,item_id", "a,6", "b,6");
    competes(train, test, negatives, "--format", "online-retail");
  }

  /** Each of two people's test items has a neighbour in their history, and its rival has none. */
  private void competes(Path train, Path test, Path negatives, String... options)
      throws IOException {
    Path json = directory.resolve("competes.json");
    List<String> all = new ArrayList<>(List.of("--train", "" + train, "--test", "" + test));
    all.addAll(List.of("--negatives", "" + negatives, "--k", "1", "--json", "" + json));
    all.addAll(List.of(options));
    assertThat(run(all.toArray(String[]::new))).as(err).isZero();
    assertThat(out).contains("Protocol ncf", "tested 2 users on 2 items");
    assertThat(metric(json, "hr@1")).isCloseTo(1, within(1e-12));
  }

  private double metric(Path json, String name) throws IOException {
    return json(json).path("models").path(0).path("metrics").path(name).path("mean").asDouble();
  }

  @ParameterizedTest
  @ValueSource(strings = {"leave-last-out", "temporal", "random", "k-fold", "strong", "ncf"})
  void eachProtocolDividesAShop(String protocol) throws IOException {
    assertThat(run("--data", shop().toString(), "--protocol", protocol)).as(err).isZero();
    assertThat(out).contains("Protocol " + protocol, "ndcg@10");
  }

  @Test
  void onlineRetailLeavesOutWhatIsNoSale() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country");
    for (int person = 0; person < 20; person++) {
      for (int i = 0; i < 4; i++) {
        lines.add(
            "5,%d00A,\"A, B\",%d,2010-12-0%d 08:26:00,2.55,%d.0,%s"
                .formatted(
                    (person + i) % 6, i == 3 ? -1 : 2, i + 1, person, person < 9 ? "EIRE" : "USA"));
      }
      lines.add("5,POST,POSTAGE,1,2010-12-09 08:26:00,2.55," + person + ",EIRE");
    }
    lines.add("5,100A,AB,1,2010-12-01 08:26:00,2.55,,EIRE");
    Path file = file("retail.csv", lines.toArray(String[]::new));
    assertThat(run("--data", file.toString(), "--format", "online-retail")).as(err).isZero();
    assertThat(out)
        .contains("20 users, 6 items, 60 interactions")
        .contains("20 rows of returned goods", "20 rows of postage", "1 rows without user or item");
  }

  @Test
  void movieLensIsReadWithItsGenres() throws IOException {
    List<String> ratings = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(3);
    for (int user = 1; user <= 40; user++) {
      for (int i = 0; i < 8; i++) {
        ratings.add("%d::%d::%d::%d".formatted(user, 1 + random.nextInt(15), 1 + i % 5, 100 + i));
      }
    }
    file("ratings.dat", ratings.toArray(String[]::new));
    file("movies.dat", "1::Toy Story (1995)::Animation|Comedy", "2::Heat (1995)::Action");
    Path json = directory.resolve("report.json");
    assertThat(
            run(
                "--data",
                "" + directory,
                "--format",
                "movielens",
                "--json",
                "" + json,
                "--positive-from",
                "3"))
        .as(err)
        .isZero();
    assertThat(out).contains("below --positive-from left out");
    assertThat(json(json).path("calibrationBy").asString()).isEqualTo("categories");
  }

  @Test
  void movieLens100kIsMeasuredAsItIs() throws IOException {
    Path data = SharedData.require("ml-100k");
    Path json = directory.resolve("report.json");
    assertThat(
            run(
                "--train", data.resolve("ua.base.gz").toString(),
                "--test", data.resolve("ua.test").toString(),
                "--format", "movielens",
                "--json", json.toString()))
        .as(err)
        .isZero();
    JsonNode facts = json(json).path("data");
    assertThat(facts.path("trainingInteractions").asInt()).isEqualTo(90_570);
    assertThat(facts.path("testItems").asInt()).isEqualTo(9_430);
    assertThat(facts.path("testUsers").asInt()).isEqualTo(943);
  }

  @Test
  void whatIsWrongIsOneLineWithARemedy() throws IOException {
    String shop = shop().toString();
    String empty = file("empty.csv", "user_id,item_id").toString();
    String single = file("single.csv", "user_id,item_id,timestamp", "a,x,1").toString();
    String untimed = file("untimed.csv", "user_id,item_id", "a,x", "a,y", "b,x").toString();
    String bad = file("bad.csv", "user_id,item_id,value", "a,x,1", "a,y,much").toString();
    String negative = file("minus.csv", "user_id,item_id,value", "a,x,-1").toString();
    String late = file("late.csv", "user_id,item_id,timestamp", "a,x,soon").toString();
    String other = file("other.csv", "user_id,item_id", "stranger,x").toString();
    refused("no interactions to evaluate with", "--data", empty);
    refused("leaves nobody to test", "--data", single);
    refused("needs a time for each interaction", "--data", untimed);
    refused("bad.csv, line 3: the value is no number", "--data", bad);
    refused("line 2: a weight must be above 0", "--data", negative, "--weights", "value");
    refused("late.csv, line 2: the timestamp", "--data", late);
    refused("no algorithm oracle; there are", "--data", shop, "--models", "oracle");
    refused("has no setting [size]", "--data", shop, "--models", "item-knn:size=3");
    refused("neighbours must be in 1..10000", "--data", shop, "--models", "item-knn:neighbours=0");
    refused("--k 0 is no length", "--data", shop, "--k", "0");
    refused("threads must be in", "--data", shop, "--threads", "0");
    refused("there is no protocol guess", "--data", shop, "--protocol", "guess");
    refused("protocol given needs parts", "--data", shop, "--protocol", "given");
    refused("must be between 0 and 1", "--data", shop, "--protocol", "random", "--test-share", "2");
    refused("there is nothing to evaluate");
    String open = "item-knn:neighbours=5..50";
    refused("leaves settings open", "--data", shop, "--models", open);
    refused("nothing to find", "--data", shop, "--search", "random");
    refused("no search guess", "--data", shop, "--models", open, "--search", "guess");
    refused(
        "not searched with k-fold",
        "--data",
        shop,
        "--models",
        open,
        "--search",
        "random",
        "--protocol",
        "k-fold");
    refused("--train and --test belong together", "--train", shop);
    refused("--data is there beside", "--data", shop, "--train", shop, "--test", shop);
    refused("users with test items have no training", "--train", untimed, "--test", other);
    refused("uses no negatives", "--data", shop, "--protocol", "random", "--negatives", other);
    refused("none for user", "--data", shop, "--protocol", "ncf", "--negatives", other);
    refused("there is no", "--data", directory.resolve("nowhere.csv").toString());
    refused("cannot write", "--data", shop, "--json", directory.toString());
  }

  private void refused(String message, String... arguments) {
    assertThat(run(arguments)).as(message).isEqualTo(1);
    assertThat(err.lines().filter(line -> line.startsWith("hindsight: ")))
        .as(err)
        .singleElement()
        .asString()
        .contains(message);
    assertThat(err).doesNotContain("\tat ");
  }

  @Test
  void anUnknownFormatIsNotUnderstood() {
    assertThat(run("--data", "x", "--format", "parquet")).isEqualTo(2);
    assertThat(err).contains("only movielens, csv and online-retail");
  }
}
