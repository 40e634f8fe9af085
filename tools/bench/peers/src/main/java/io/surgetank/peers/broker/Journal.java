package io.surgetank.peers.broker;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/// The configuration of the broker: every send and every commit is synced.
final class Journal {
  static final String QUEUE = "orders";

  /// How long the buffer waits for more writes before a sync. The default of 3.3 ms is for rotating
  /// disks; a disk that syncs in 0.2 ms is faster with less.
  private static final Duration BUFFER_TIMEOUT = Duration.ofNanos(200_000);

  /// Beyond this, messages are paged to disk.
  private static final long MEMORY_BYTES = 512L << 20;

  private Journal() {}

  static Configuration in(Path folder) throws Exception {
    var settings =
        new AddressSettings()
            .setMaxSizeBytes(MEMORY_BYTES)
            .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
    return new ConfigurationImpl()
        .setPersistenceEnabled(true)
        .setJournalType(JournalType.NIO)
        .setJournalSyncTransactional(true)
        .setJournalSyncNonTransactional(true)
        .setJournalDatasync(true)
        .setJournalBufferTimeout_NIO((int) BUFFER_TIMEOUT.toNanos())
        .setJournalDirectory(folder.resolve("journal").toString())
        .setBindingsDirectory(folder.resolve("bindings").toString())
        .setPagingDirectory(folder.resolve("paging").toString())
        .setLargeMessagesDirectory(folder.resolve("large").toString())
        .setMaxDiskUsage(-1)
        .setSecurityEnabled(false)
        .setJMXManagementEnabled(false)
        .addAcceptorConfiguration("vm", "vm://0")
        .addAddressSetting("#", settings)
        .addQueueConfiguration(QueueConfiguration.of(QUEUE).setRoutingType(RoutingType.ANYCAST));
  }
}
