package io.hindsight.readmodel.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoSecurityException;
import com.mongodb.ServerAddress;
import de.bwaldvogel.mongo.ServerVersion;
import io.hindsight.readmodel.store.ViewStoreRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be used says what to do, and never the password. */
class MongoRefusalsTest {

  private static ViewStoreRefused refusal(String uri) {
    var refusal = catchThrowableOfType(ViewStoreRefused.class, () -> MongoViewStore.open(uri));
    assertThat(refusal).as(uri).isNotNull();
    assertThat(refusal.getMessage() + refusal.remedy()).doesNotContain("hidden");
    return refusal;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "http://u:hidden@localhost",
        "mongodb://u:hid:den@hidden@localhost/x",
        "mongodb://u:hidden@localhost:port/x",
        "mongodb://u:hidden@/x"
      })
  void anUnreadableConnectionStringIsNotRepeated(String uri) {
    var refusal = refusal(uri);
    assertThat(refusal).hasMessageContaining("hindsight.mongodb.uri is no connection string");
    assertThat(refusal.remedy()).contains("mongodb://HOST:27017/DATABASE");
    assertThat(refusal.getCause()).as("which may repeat it").isNull();
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    var refusal = refusal("mongodb://127.0.0.1:" + free + "/x?serverSelectionTimeoutMS=300");
    assertThat(refusal).hasMessageContaining("cannot reach MongoDB at 127.0.0.1:" + free);
    assertThat(refusal.remedy()).contains("check that it runs");
  }

  @Test
  void anOldServerIsRefused() {
    for (var version : List.of(ServerVersion.MONGO_3_6, ServerVersion.MONGO_4_0)) {
      try (var old = TestMongo.standIn(version)) {
        var refusal = refusal(old.newDatabase() + "?serverSelectionTimeoutMS=2000");
        assertThat(refusal).hasMessageContaining("version");
        assertThat(refusal.remedy()).contains("use version 7 or 8");
      }
    }
  }

  /** The stand-in knows no users: what a real one answers is put in here. */
  @Test
  void missingRightsNameTheRoleThatIsNeeded() {
    var connection = Connection.of("mongodb://u:hidden@localhost/shop", List.of());
    var address = new ServerAddress();
    var unauthorized =
        new MongoCommandException(
            new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(13))
                .append("errmsg", new BsonString("not authorized on shop")),
            address);
    var wrongPassword =
        new MongoSecurityException(
            MongoCredential.createCredential("u", "shop", "hidden".toCharArray()), "failed");
    for (RuntimeException failure : List.of(unauthorized, wrongPassword)) {
      var refusal = connection.refusal(Guard.unavailable(failure));
      assertThat(refusal)
          .hasMessageContaining("MongoDB at localhost does not let us use database shop");
      assertThat(refusal.remedy()).contains("readWrite");
    }
  }
}
