package io.hindsight.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.support.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EvaluateCommandTest extends EvaluateRuns {
  @Test
  void aShopIsMeasuredShownAndWritten() throws IOException {
    int code = report("item-knn,item-knn:neighbours=1", "--repeat");
    assertThat(code).as(err).isZero();
    assertThat(out)
        .contains(
            "80 users", "Protocol leave-last-out", "ndcg@5", "coverage@10", "new users", "de (")
        .contains("recall is over |test|", "every model and figure is the same")
        .contains("Less is better: logloss, calibration, age, gini.");
    JsonNode report = json(directory.resolve("report.json"));
    assertThat(report.path("protocol").asString()).isEqualTo("leave-last-out");
    assertThat(report.path("models")).hasSize(2);
    assertThat(report.path("lessIsBetter")).hasSize(4);
    JsonNode first = report.path("models").path(0);
    assertThat(first.path("name").asString()).isEqualTo("item-knn");
    assertThat(first.path("config").path("neighbours").asInt()).isEqualTo(50);
    assertThat(first.path("config").path("similarity").asString()).isEqualTo("cosine");
    JsonNode ndcg = first.path("metrics").path("ndcg@10");
    assertThat(ndcg.path("mean").asDouble())
        .isBetween(ndcg.path("low").asDouble(), ndcg.path("high").asDouble());
    JsonNode coverage = first.path("metrics").path("coverage@5");
    assertThat(coverage.path("low").asDouble()).isLessThan(coverage.path("mean").asDouble());
    assertThat(first.path("segments").path("tail items").path("gini@5").path("mean").isNumber())
        .isTrue();
    assertThat(report.path("comparisons").path(1).path("metric").asString())
        .isEqualTo("coverage@5");
    assertThat(report.path("comparisons").path(1).path("signedRank").isNull()).isTrue();
    assertThat(first.path("trainSeconds").asDouble()).isPositive();
    assertThat(Files.readString(directory.resolve("report.html")))
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
    Path html = directory.resolve("part.html");
    assertThat(run("--data", "" + file, "--format", "movielens", "--html", "" + html))
        .as(err)
        .isZero();
    assertThat(Files.readString(html))
        .contains("Not shown, of fewer than 20 users (--json has them): new users (2)")
        .doesNotContain("Segment: new users");
    assertThat(out)
        .contains("u1.base: 2 users, 2 items, 4 interactions")
        .contains("Not shown, of fewer than 20 users (--json has them): new users (2)");
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
    assertThat(out)
        .contains("Best of 9 candidates (13 trials in all) on a validation part (leave-last-out)");
    JsonNode report = json(json);
    assertThat(report.path("searches").path(0).path("lastRung").path(0).path("model").asString())
        .isEqualTo(
            "item-knn:neighbours="
                + report.path("models").path(0).path("config").path("neighbours").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"leave-last-out", "temporal", "random", "k-fold", "strong", "ncf"})
  void eachProtocolDividesAShop(String protocol) throws IOException {
    assertThat(run("--data", shop().toString(), "--protocol", protocol)).as(err).isZero();
    assertThat(out).contains("Protocol " + protocol, "ndcg@10");
    if (protocol.equals("ncf")) {
      assertThat(out).doesNotContain("count as misses");
    }
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
    lines.add("5,000a,AB,1,2010-12-02 08:26:00,2.55,0.0,EIRE");
    lines.add("5,000a,AB,1,2010-12-08 08:26:00,2.55,0.0,EIRE");
    Path file = file("retail.csv", lines.toArray(String[]::new));
    Path json = directory.resolve("retail.json");
    assertThat(run("--data", "" + file, "--format", "online-retail", "--json", "" + json))
        .as(err)
        .isZero();
    assertThat(json(json).path("data").path("repeatedInteractions").asInt()).isEqualTo(2);
    assertThat(json(json).path("data").path("repeatedAfterTest").asInt()).isEqualTo(1);
    assertThat(out)
        .contains("20 users, 6 items, 60 interactions")
        .contains("2 interactions repeat an earlier one of the same user and item")
        .contains("1 interactions after what is tested, with items met before, were left out")
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
    refused("--threads 0 is no number of threads", "--data", shop, "--threads", "0");
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

  @Test
  void anUnknownFormatIsNotUnderstood() {
    assertThat(run("--data", "x", "--format", "parquet")).isEqualTo(2);
    assertThat(err)
        .contains("only movielens, csv and online-retail", "See ./hindsight evaluate --help.")
        .doesNotContain("Usage:");
    assertThat(err.lines()).hasSize(2);
  }
}
