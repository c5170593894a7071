package io.hindsight.command.intake;

import static io.hindsight.command.intake.IntakeHarness.NOW;
import static io.hindsight.command.intake.IntakeHarness.item;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.Draft.Context;
import io.hindsight.contracts.intake.Draft.InteractionDraft;
import io.hindsight.contracts.intake.Draft.ProfileDraft;
import io.hindsight.contracts.profiles.Preferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants what is personal, and looks for it in every byte that was written. */
class MarkerTest {
  private static final String USER = "user-MARKERQ1@mail.example";
  private static final List<String> MARKERS =
      List.of(
          "user-MARKERQ1",
          "Name-MARKERQ2-Ümläut",
          "mail-MARKERQ3@mail.example",
          "town-MARKERQ4",
          "query-MARKERQ5",
          "session-MARKERQ6",
          "device-MARKERQ7",
          "revised-MARKERQ8",
          "bad-MARKERQ9");

  @TempDir Path directory;

  @Test
  void nothingPersonalStandsInAnyFileInClear() throws IOException {
    try (IntakeHarness intake = new IntakeHarness(directory)) {
      plant(intake);
      // both with the journals still there, and after they were folded in
      assertThat(found(MARKERS)).isEmpty();
      assertThat(found(List.of("i-PUBLIC-1"))).as("the search finds what is there").hasSize(1);
    }
    assertThat(found(MARKERS)).isEmpty();
    assertThat(found(List.of("i-PUBLIC-1"))).hasSize(1);
  }

  @Test
  void afterTheErasureNothingLeadsFromTheUserToTheirSubject() throws IOException {
    try (IntakeHarness intake = new IntakeHarness(directory)) {
      plant(intake);
      SubjectId subject = intake.keys.find(new UserId(USER)).orElseThrow();
      assertThat(foundIn("keys", subject.value())).isTrue();
      intake.keys.destroy(subject);
      assertThat(foundIn("keys", subject.value())).isFalse();
      assertThat(foundIn("log", subject.value())).as("the audit stays").isTrue();
    }
  }

  private static void plant(IntakeHarness intake) {
    intake.list(item(0, "i-PUBLIC-1", "Shoe", "9.5"));
    intake.tell(profile("Name-MARKERQ2-Ümläut"), profile("revised-MARKERQ8"));
    Context context = new Context("device-MARKERQ7", "session-MARKERQ6", "home", null, null, null);
    intake.record(
        interaction(0, USER, context),
        interaction(1, null, context),
        new InteractionDraft(
            2,
            "bad-MARKERQ9@mail.example",
            USER,
            "i",
            "view",
            NOW,
            null,
            null,
            null,
            null,
            null,
            null,
            context));
  }

  private static ProfileDraft profile(String name) {
    return new ProfileDraft(
        0,
        USER,
        name,
        "mail-MARKERQ3@mail.example",
        "{\"town\":\"town-MARKERQ4\"}",
        Preferences.NONE);
  }

  private static InteractionDraft interaction(long index, String user, Context context) {
    return new InteractionDraft(
        index,
        null,
        user,
        "i-PUBLIC-1",
        "search_click",
        NOW,
        null,
        null,
        null,
        null,
        null,
        "query-MARKERQ5",
        context);
  }

  private Set<String> found(List<String> markers) throws IOException {
    Set<String> found = new TreeSet<>();
    for (String content : contents("")) {
      for (String marker : markers) {
        for (String form : forms(marker)) {
          if (content.contains(form)) {
            found.add(marker);
          }
        }
      }
    }
    return found;
  }

  private boolean foundIn(String prefix, String text) throws IOException {
    return contents(prefix).stream().anyMatch(content -> content.contains(text));
  }

  /** As it is, and in base64 at each of the three alignments. */
  private static List<String> forms(String marker) {
    byte[] bytes = marker.getBytes(UTF_8);
    String plain = new String(bytes, ISO_8859_1);
    return Stream.concat(
            Stream.of(plain),
            Stream.of(0, 1, 2)
                .map(shift -> Base64.getUrlEncoder().encodeToString(shifted(bytes, shift))))
        .toList();
  }

  /** Whole groups of three bytes only, whose base64 does not depend on what follows. */
  private static byte[] shifted(byte[] bytes, int shift) {
    int length = (bytes.length - shift) / 3 * 3;
    byte[] part = new byte[length];
    System.arraycopy(bytes, shift, part, 0, length);
    return part;
  }

  private List<String> contents(String prefix) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .map(MarkerTest::read)
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
