package io.hindsight.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.Part.Target;
import io.hindsight.app.support.SharedData;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MovieLensTest {
  @TempDir Path directory;
  private ImporterFixture fixture;

  @BeforeEach
  void begin() {
    fixture = new ImporterFixture(directory.resolve("states"));
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  @Test
  void theWholeOfMovieLens100kArrives() throws Exception {
    ImportReport report = fixture.run(MovieLens.open(SharedData.require("ml-100k")), 5_000);

    assertThat(report.counts().get(Target.INTERACTIONS).stored()).isEqualTo(100_000);
    assertThat(report.counts().get(Target.ITEMS).stored()).isEqualTo(1_682);
    assertThat(report.counts().get(Target.USERS).stored()).isEqualTo(943);
    assertThat(fixture.server.items().get("1").toString())
        .isEqualTo(
            """
            {"itemId":"1","title":"Toy Story","categories":["Animation","Children's","Comedy"],\
            "attributes":{"year":["1995"]}}""");
    assertThat(fixture.server.users().get("1").toString())
        .isEqualTo(
            """
            {"userId":"1","attributes":{"age":24,"gender":"M","occupation":"technician",\
            "zip":"85711"}}""");
    assertThat(fixture.server.interactions())
        .anyMatch(
            rating ->
                rating
                    .toString()
                    .equals(
                        """
                        {"userId":"196","itemId":"242","type":"rating","value":3,\
                        "timestamp":"1997-12-04T15:55:49Z"}"""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Fish Called Wanda, A (1988)|A Fish Called Wanda",
        "Postino, Il (The Postman) (1994)|Il Postino (The Postman)",
        "Monty Python and the Holy Grail (1974)|Monty Python and the Holy Grail",
        "Crying, Laughing (1990)|Crying, Laughing",
        "Shanghai Triad (Yao a yao yao dao waipo qiao) (1995)"
            + "|Shanghai Triad (Yao a yao yao dao waipo qiao)"
      })
  void titlesReadAsPeopleSayThem(String listed, String said) {
    assertThat(Movies.item("1", listed, List.of(), List.of(), Map.of()).path("title").asString())
        .isEqualTo(said);
  }

  @Test
  void theWholeOfLatestSmallArrivesWithItsTags() throws Exception {
    ImportReport report = fixture.run(MovieLens.open(SharedData.require("ml-latest-small")), 5_000);

    assertThat(report.counts().get(Target.INTERACTIONS).stored()).isEqualTo(100_836);
    assertThat(report.counts().get(Target.ITEMS).stored()).isEqualTo(9_742);
    JsonNode pulpFiction = fixture.server.items().get("296");
    assertThat(pulpFiction.path("title").asString()).isEqualTo("Pulp Fiction");
    assertThat(pulpFiction.path("tags"))
        .hasSize(20)
        .anyMatch(t -> t.asString().equals("tarantino"));
    JsonNode quoted = fixture.server.items().get("11");
    assertThat(quoted.path("title").asString()).isEqualTo("The American President");
    assertThat(fixture.server.items().get("171749").path("attributes").toString())
        .isEqualTo("{\"year\":[\"2006\"]}");
    assertThat(fixture.server.items().get("143410").path("categories")).isEmpty();
  }

  @Test
  void theArchiveAsDownloadedIsReadToo() throws Exception {
    Path zip = SharedData.require("ml-latest-small/ml-latest-small.zip");
    ImportReport report = fixture.run(MovieLens.open(zip), 10_000);
    assertThat(report.counts().get(Target.INTERACTIONS).stored()).isEqualTo(100_836);
  }

  @Test
  void theLayoutOfOneMillionIsReadInLatin1() throws Exception {
    write("movies.dat", "1::L\u00e9on (1994)::Crime|Drama\n2::X::Y (2000)::Comedy\n");
    write("users.dat", "7::F::25::12::02139\n");
    write("ratings.dat", "7::1::5::978300760\n7::2::3::978300761\n");

    fixture.run(MovieLens.open(directory), 10);

    assertThat(fixture.server.items().get("1").path("title").asString()).isEqualTo("L\u00e9on");
    assertThat(fixture.server.items().get("2").path("title").asString()).isEqualTo("X::Y");
    assertThat(fixture.server.users().get("7").path("attributes").toString())
        .isEqualTo(
            """
            {"gender":"F","age":"25-34","occupation":"programmer","zip":"02139"}""");
    assertThat(fixture.server.interactions()).hasSize(2);
  }

  @Test
  void anArchiveWithoutAFolderInItIsReadToo() throws Exception {
    Path zip = directory.resolve("flat.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("u.data"));
      out.write("1\t2\t3\t881250949\n".getBytes(StandardCharsets.US_ASCII));
    }
    fixture.run(MovieLens.open(zip), 10);
    assertThat(fixture.server.interactions()).hasSize(1);
  }

  @Test
  void malformedRatingsAreRejectedByReasonAndTheOthersArrive() throws Exception {
    write("u.data", "1\t2\t3\t881250949\n1\t2\n1\t2\tgood\t881250949\n1\t2\t3\tyesterday\n\n");
    ImportReport report = fixture.run(MovieLens.open(directory), 10);

    Counts counts = report.counts().get(Target.INTERACTIONS);
    assertThat(counts.read()).isEqualTo(4);
    assertThat(counts.stored()).isEqualTo(1);
    assertThat(counts.rejected())
        .containsOnlyKeys("columns", "value-unreadable", "timestamp-unreadable");
    assertThat(report.lines()).anyMatch(line -> line.contains("u.data line 2: columns"));
  }

  @Test
  void plainAndGzippedHaveOneFingerprint() throws Exception {
    write("u.data", "1\t2\t3\t881250949\n");
    Path gzipped = directory.resolve("copy.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzipped))) {
      Files.copy(directory.resolve("u.data"), out);
    }
    assertThat(Survey.of(gzipped)).isEqualTo(Survey.of(directory.resolve("u.data")));
    assertThat(Survey.of(gzipped).lines()).isEqualTo(1);
  }

  @Test
  void aDirectoryOfOtherThingsIsExplained() {
    assertThatThrownBy(() -> MovieLens.open(directory))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("no MovieLens data");
    assertThatThrownBy(() -> MovieLens.open(directory.resolve("absent")))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("there is no");
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(directory.resolve(name), text, StandardCharsets.ISO_8859_1);
  }
}
