package io.hindsight.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Training part, test part and negatives in files of their own. */
class GivenPartsTest extends EvaluateRuns {
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
    refused("te.csv, line 2: there is no value", mapped(train, test, map, "--positive-from", "1"));
    refused("te.csv has no column when", mapped(test, train, map));
    refused(
        "bad.csv has no column who",
        mapped(train, test, map, "--negatives", "" + file("bad.csv", "some,thing", "a,w")));
  }

  private static String[] mapped(Path train, Path test, String map, String... more) {
    List<String> all = new ArrayList<>(List.of("--train", "" + train, "--test", "" + test));
    all.addAll(List.of("--map", map));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void numbersWithoutAHeaderAreReadInTheOrderOfOurColumns() throws IOException {
    Path train = file("tr.tsv", "1\t7\t5\t100", "1\t8\t4\t101", "2\t7\t3\t1", "2\t9\t1\t2");
    Path test = file("te.csv", "1,9", "2,8");
    competes(train, test, file("ng.csv", "1,6", "2,6"));
    assertThat(out)
        .contains("tr.tsv has no header and was read as user_id,item_id,value,timestamp")
        .contains("te.csv has no header and was read as user_id,item_id (")
        .contains("ng.csv has no header and was read as user_id,item_id (");
    Path timed = file("timed.csv", "1,7,978300760", "1,8,978300761", "2,7,1", "2,9,2");
    assertThat(run("--data", "" + timed)).as(err).isZero();
    assertThat(out).contains("timed.csv has no header and was read as user_id,item_id,timestamp");
    Path broken = file("broken.csv", "1,7", "1,8", "2");
    refused("broken.csv, line 3: it has 1 fields, not 2", "--data", "" + broken);
  }

  @Test
  void partsMayBeLinesOfPeopleAsInTheLightGcnRepository() throws IOException {
    Path train = file("train.txt", "1 7 8 ", "2 7 9 5", "3 6");
    Path test = file("test.txt", "1 9", "2 8 6", "3");
    Path json = directory.resolve("lines.json");
    String[] parts = {"--train", "" + train, "--test", "" + test};
    assertThat(run(with(parts, "--k", "1", "--json", "" + json))).as(err).isZero();
    assertThat(out)
        .contains("train.txt was read as lines of a user and their items")
        .contains("Learned from 6 interactions of 3 users with 5 items")
        .contains("tested 2 users on 3 items");
    Path csv = file("tr.csv", "user_id,item_id", "1,7", "1,8", "2,7", "2,9", "2,5", "3,6");
    Path asked = file("te.csv", "user_id,item_id", "1,9", "2,8", "2,6");
    Path same = directory.resolve("same.json");
    assertThat(run("--train", "" + csv, "--test", "" + asked, "--k", "1", "--json", "" + same))
        .isZero();
    assertThat(metric(json, "recall@1")).isEqualTo(metric(same, "recall@1")).isPositive();
    refused("train.txt holds users and items only", with(parts, "--positive-from", "4"));
    Path broken = file("broken.txt", "1 7 8", "2 7 9 5", "3 x");
    refused("has no column user_id", "--train", "" + broken, "--test", "" + test);
    // As long as rows of numbers could be, all of them: what they mean is not guessed.
    Path rows = file("rows.txt", "1 7 5", "2 7 4");
    refused("has no column user_id", "--train", "" + rows, "--test", "" + test);
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void negativesMayBeLinesOfPeopleAsInTheNcfRepository() throws IOException {
    Path train = file("tr.csv", "user_id,item_id", "1,7", "1,8", "2,7", "2,9");
    Path test = file("te.csv", "user_id,item_id", "1,9", "2,8");
    competes(train, test, file("test.negative", "(1,9)\t6\t5\t9", "", "(2, 8)\t6\t6"));
    Path broken = file("broken.negative", "(1,9)\t6", "2\t6");
    refused(
        "broken.negative, line 2: it does not begin with (user,item)",
        "--train",
        "" + train,
        "--test",
        "" + test,
        "--negatives",
        "" + broken);
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
}
