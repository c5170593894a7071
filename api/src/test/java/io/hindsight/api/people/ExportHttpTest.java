package io.hindsight.api.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.api.support.HttpTest;
import io.hindsight.api.support.TestApi;
import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewAnswer.ExportPage;
import io.hindsight.contracts.queries.ViewAnswer.ExportedEvent;
import io.hindsight.contracts.queries.ViewAnswer.PersonConsent;
import io.hindsight.contracts.queries.ViewQuery.FindConsent;
import io.hindsight.contracts.queries.ViewQuery.FindExportPage;
import io.hindsight.contracts.queries.ViewQuery.FindProfile;
import io.hindsight.contracts.queries.ViewQuery.FindUserFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExportHttpTest extends HttpTest {
  private static final LogPosition END = new LogPosition(500);

  @BeforeEach
  void aPersonWithoutAProfile() {
    stub.when(FindConsent.class, query -> new Answer.Found<>(new PersonConsent(Consent.FULL), END));
    stub.when(FindProfile.class, query -> Answer.refused("user-unknown", "no profile", "make one"));
    stub.when(
        FindUserFeatures.class,
        query ->
            new Answer.Found<>(
                new ViewAnswer.Features(
                    Map.of(), Map.of(), null, null, null, null, Map.of(), Map.of()),
                END));
  }

  private static Answer<ExportPage> page(FindExportPage query, long lastPosition) {
    List<ExportedEvent> events = new ArrayList<>();
    long from = query.after().value() + 1;
    long to = Math.min(lastPosition, query.after().value() + query.limit());
    for (long position = from; position <= to; position++) {
      events.add(
          new ExportedEvent(
              new LogPosition(position),
              TestApi.NOW,
              "profile.ProfileRevised",
              "The profile was replaced.",
              "{\"n\":" + position + "}"));
    }
    return new Answer.Found<>(
        new ExportPage(
            new SubjectId("s1"),
            events,
            new LogPosition(lastPosition),
            to == lastPosition ? null : new LogPosition(to)),
        END);
  }

  @Test
  void allPagesBecomeOneDocument() {
    stub.when(FindExportPage.class, query -> page(query, 450));
    Got got = get("/v1/users/ann/export");
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("Content-Type")).startsWith("application/json");
    JsonNode export = got.json();
    assertThat(export.path("userId").asString()).isEqualTo("ann");
    assertThat(export.path("profile").isNull()).isTrue();
    assertThat(export.path("events")).hasSize(450);
    assertThat(export.at("/events/449/data/n").asInt()).isEqualTo(450);
    assertThat(export.at("/counts/profile.ProfileRevised").asInt()).isEqualTo(450);
    assertThat(export.path("complete").asBoolean()).isTrue();
    assertThat(stub.received(FindExportPage.class))
        .extracting(FindExportPage::upTo)
        .containsExactly(null, new LogPosition(450), new LogPosition(450));
  }

  @Test
  void nobodyUnknownIsExported() {
    stub.when(FindExportPage.class, query -> Answer.refused("user-unknown", "nobody", "check it"));
    get("/v1/users/nobody/export").problem(404, "user-unknown");
  }

  /** What was cut off cannot be taken for the whole. */
  @Test
  void aFailureInTheMiddleLeavesNoWholeDocument() {
    stub.when(
        FindExportPage.class,
        query ->
            query.upTo() == null
                ? page(query, 450)
                : new IllegalStateException("the disk is gone"));
    assertThatThrownBy(() -> get("/v1/users/ann/export").json()).isNotNull();
    stub.when(FindExportPage.class, query -> page(query, 10));
    assertThat(get("/v1/users/ann/export").status()).as("the next one").isEqualTo(200);
  }
}
