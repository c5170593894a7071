package io.hindsight.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.app.client.CommandFailed;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvAndJsonLinesTest {
  @TempDir Path directory;

  @Test
  void theUsualHeaderNeedsNoWords() throws Exception {
    assertThat(
            csv(
                """
                user_id,item_id,type,timestamp,value
                u1,i1,rating,2024-05-01T10:00:00+02:00,4.5
                u1,i2,dwell,1714550400,30
                u1,i3,purchase,1714550400123,2
                u1,i4,view,2024-05-01 08:00:00,9
                u1,i5,,2024-05-01,
                """))
        .containsExactly(
            """
            {"userId":"u1","itemId":"i1","type":"rating","value":4.5,\
            "timestamp":"2024-05-01T08:00:00Z"}""",
            """
            {"userId":"u1","itemId":"i2","type":"dwell","seconds":30,\
            "timestamp":"2024-05-01T08:00:00Z"}""",
            """
            {"userId":"u1","itemId":"i3","type":"purchase","quantity":2,\
            "timestamp":"2024-05-01T08:00:00.123Z"}""",
            """
            {"userId":"u1","itemId":"i4","type":"view","timestamp":"2024-05-01T08:00:00Z"}""",
            """
            {"userId":"u1","itemId":"i5","type":"view","timestamp":"2024-05-01T00:00:00Z"}""");
  }

  @Test
  void quotesSpanLinesAndOneThatNeverClosesCostsOneRow() throws Exception {
    List<String> rows =
        csv(
            """
            user_id,item_id,timestamp,query,type
            u1,"a, ""b""\",1714550400,"two
            lines",search_click
            u2,"never closed,1714550400,x,view
            u3,i3,1714550400,,view
            u4,i4,1714550400
            """);
    assertThat(rows)
        .containsExactly(
            """
            {"userId":"u1","itemId":"a, \\"b\\"","type":"search_click","query":"two\\nlines",\
            "timestamp":"2024-05-01T08:00:00Z"}""",
            "4 quote-unclosed",
            """
            {"userId":"u3","itemId":"i3","type":"view","timestamp":"2024-05-01T08:00:00Z"}""",
            "6 columns");
  }

  @Test
  void othersNamesAreMappedAndSemicolonsSeen() throws Exception {
    Path file = write("visitor;thing;what;device\nv;t;click;phone\n", StandardCharsets.UTF_8);
    Mapping mapping = Mapping.parse("user_id=visitor,item_id=thing,type=what");
    String record = rows(CsvSource.open(file, mapping, "view", StandardCharsets.UTF_8)).getFirst();
    assertThat(record)
        .startsWith(
            "{\"userId\":\"v\",\"itemId\":\"t\",\"type\":\"click\",\"interactionId\":\"import-")
        .endsWith("-2\",\"context\":{\"device\":\"phone\"}}");
  }

  @Test
  void anUnknownColumnIsNamedTogetherWithWhatThereIs() throws Exception {
    assertThatThrownBy(() -> csv("visitor,item_id\nv,t\n"))
        .isInstanceOf(CommandFailed.class)
        .satisfies(
            e ->
                assertThat(((CommandFailed) e).line())
                    .contains("no column user_id", "visitor, item_id", "--map user_id="));
    assertThatThrownBy(() -> Mapping.parse("person=visitor"))
        .hasMessageContaining("no field person");
    assertThatThrownBy(() -> csv("")).hasMessageContaining("has no header");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws Exception {
    assertThat(csv("\uFEFFuser_id,item_id,timestamp\nu,i,1714550400\n")).hasSize(1);
  }

  @Test
  void bytesOfAnotherEncodingAreRefusedRatherThanBlurred() throws Exception {
    Path file = write("user_id,item_id\nJos\u00e9,i\nAna,i\n", StandardCharsets.ISO_8859_1);
    assertThat(rows(CsvSource.open(file, Mapping.NONE, "view", StandardCharsets.UTF_8)))
        .first()
        .isEqualTo("2 encoding");
    assertThat(rows(CsvSource.open(file, Mapping.NONE, "view", StandardCharsets.ISO_8859_1)))
        .first()
        .asString()
        .contains("Jos\u00e9");
  }

  @Test
  void jsonLinesSpeakTheApisNamesOrTheCsvs() throws Exception {
    Path file =
        write(
            """
            {"userId":"u1","itemId":"i1","type":"rating","value":4,"timestamp":"2024-05-01T08:00:00Z"}
            {"user_id":1,"item_id":2,"timestamp":1714550400,"context":{"sessionId":"s"},"x":[1]}
            {"userId":"u1",
            [1]
            {"userId":{"a":1},"itemId":"i"}
            """,
            StandardCharsets.UTF_8);
    assertThat(rows(JsonLinesSource.open(file, Mapping.NONE, "click")))
        .containsExactly(
            """
            {"userId":"u1","itemId":"i1","type":"rating","value":4,\
            "timestamp":"2024-05-01T08:00:00Z"}""",
            """
            {"userId":"1","itemId":"2","type":"click","timestamp":"2024-05-01T08:00:00Z",\
            "context":{"sessionId":"s"}}""",
            "3 json-malformed",
            "4 json-malformed",
            "5 user_id-unreadable");
  }

  private List<String> csv(String text) throws Exception {
    Path file = write(text, StandardCharsets.UTF_8);
    return rows(CsvSource.open(file, Mapping.NONE, "view", StandardCharsets.UTF_8));
  }

  private Path write(String text, Charset charset) throws Exception {
    return Files.writeString(directory.resolve("file.txt"), text, charset);
  }

  /** Records as JSON, bad rows as their line and code. */
  private static List<String> rows(DataSet set) throws Exception {
    List<String> rows = new ArrayList<>();
    Part part = set.parts().getFirst();
    try (RowReader reader = part.opener().open(Survey.of(part.file()).fingerprint())) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        rows.add(
            switch (row) {
              case Row.Ready ready -> ready.record().toString();
              case Row.Bad bad -> bad.line() + " " + bad.code();
            });
      }
    }
    return rows;
  }
}
