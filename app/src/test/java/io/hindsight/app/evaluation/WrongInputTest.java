package io.hindsight.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is told before any training, in one line, with what to do about it. */
class WrongInputTest extends EvaluateRuns {
  private void told(String remedy, String message, String... arguments) {
    refused(message, arguments);
    assertThat(err).contains(remedy).doesNotContain("training item-knn");
  }

  @Test
  void aDirectoryIsMovieLensOrToldOf() throws IOException {
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.writeString(other.resolve("plays.csv"), "user_id,item_id\na,x\n");
    told("give one file", "cannot tell what to read of", "--data", "" + other);
    told("give one of its files", "is a directory", "--data", "" + other, "--format", "csv");
    file("u.data", "1\t7\t5\t1", "1\t8\t4\t2", "2\t7\t3\t1", "2\t8\t1\t2");
    assertThat(run("--data", "" + directory)).as(err).isZero();
    assertThat(out).contains("2 users, 2 items, 4 interactions");
  }

  @Test
  void bytesThatAreNoTextAreNotShown() throws IOException {
    Path zip = directory.resolve("plays.zip");
    try (var archive = new ZipOutputStream(Files.newOutputStream(zip))) {
      archive.putNextEntry(new ZipEntry("plays.csv"));
      archive.write("user_id,item_id\na,x\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    told("give one file", "cannot tell what to read of", "--data", "" + zip);
    told("unpack it", "is a zip archive", "--data", "" + zip, "--format", "csv");
    told(
        "unpack it",
        "is a zip archive",
        "--data",
        "" + zip,
        "--map",
        "user_id=#1,item_id=#2",
        "--format",
        "csv");
    Path binary = directory.resolve("model.bin");
    Files.write(binary, new byte[] {'a', ',', 0, 1, 2});
    told("give a csv", "model.bin is no text", "--data", "" + binary);
    assertThat(err).doesNotContain("\0");
  }

  @Test
  void aFileWithoutAHeaderIsToBeMappedByNumbers() throws IOException {
    Path plays = file("plays.csv", "ann,ale,5", "ann,bat,2", "bob,ale,1", "bob,bat,1");
    told("--map user_id=#1,item_id=#2", "plays.csv has no header", "--data", "" + plays);
    Path ratings = file("ratings.txt", "1\t7\t5\t100\tde", "1\t8\t4\t101\tde");
    told("--format movielens", "ratings.txt has no header", "--data", "" + ratings);
    Path movies = file("movies.csv", "userId,movieId,rating,timestamp", "1,7,5,100");
    told("--format movielens", "movies.csv has no column item_id", "--data", "" + movies);
    Path retail = file("retail.csv", "InvoiceNo,StockCode,CustomerID", "1,7,5");
    told("--format online-retail", "retail.csv has no column user_id", "--data", "" + retail);
    Path words = file("words.csv", "ann,ale", "ann,bat");
    told("without a header user_id=#1,item_id=#2", "no column user_id", "--data", "" + words);
    Path wide = file("wide.txt", "a b c " + "4 ".repeat(500) + "999", "1 2 3");
    told("user_id", "wide.txt has no", "--data", "" + wide);
    assertThat(err).as("a line is not shown whole").doesNotContain("999");
    String map = "user_id=#1,item_id=#2";
    assertThat(
            run("--data", "" + plays, "--map", map, "--protocol", "random", "--test-share", "0.5"))
        .as(err)
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userId,itemId,timestamp",
        "User_ID,Item_ID,TIMESTAMP",
        "USER_ID,ITEM_ID,Timestamp",
        "user id,Item-Id,time_stamp",
        "UserID,item.id,TimeStamp"
      })
  void aHeaderMayBeSpelledInItsOwnWay(String header) throws IOException {
    Path plays = file("plays.csv", header, "a,x,1", "a,y,2", "b,x,1", "b,y,2");
    assertThat(run("--data", "" + plays)).as(err).isZero();
    assertThat(out).contains("2 users, 2 items, 4 interactions");
  }

  @Test
  void aHeaderThatNamesAFieldTwiceIsToldOf() throws IOException {
    Path plays = file("plays.csv", "User_ID,USER_ID,item_id", "a,b,x");
    told("--map user_id=User_ID", "could be User_ID or USER_ID", "--data", "" + plays);
    Path exact = file("exact.csv", "User_ID,user_id,item_id,timestamp", "a,b,x,1", "a,b,y,2");
    assertThat(run("--data", "" + exact)).as(err).isZero();
    assertThat(out).contains("1 users, 2 items");
  }

  @Test
  void rerankersThatLackSomethingAreRefusedAtOnce() throws IOException {
    String shop = "" + shop();
    Path untimed = file("untimed.csv", "user_id,item_id", "a,x", "a,y", "b,x", "b,y", "b,z");
    told("--margins FILE", "what is earned", "--data", shop, "--rerank", "margin=0.5");
    told(
        "leave --rerank out",
        "no lists to re-rank",
        "--data",
        shop,
        "--protocol",
        "ncf",
        "--rerank",
        "mmr=0.3");
    told(
        "give a timestamp",
        "what is fresh",
        "--data",
        "" + untimed,
        "--protocol",
        "random",
        "--rerank",
        "freshness=0.3");
    assertThat(out).doesNotContain("Learned from");
  }

  @Test
  void anEmptyTestFileIsNotReplacedByTheLatestItems() throws IOException {
    Path train = file("train.csv", "user_id,item_id,timestamp", "a,x,1", "a,y,2", "b,x,1", "b,y,2");
    Path none = file("none.csv", "user_id,item_id");
    told(
        "apart from the training part",
        "the test part is empty",
        "--train",
        "" + train,
        "--test",
        "" + none,
        "--protocol",
        "ncf");
  }

  @Test
  void aFileThatCannotBeReadOrWrittenIsOneLine() throws IOException {
    Path broken = directory.resolve("plays.csv.gz");
    Files.write(broken, new byte[] {0x1f, (byte) 0x8b, 1, 2, 3});
    told("check the files", "cannot read or write", "--data", "" + broken);
  }
}
