<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>runs</name>
    <message numerus="yes">
        <source>%1 record(s)</source>
        <translation>
            <numerusform>%1 record</numerusform>
            <numerusform>%1 records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %1 record(s) once more that may be stored already</source>
        <translation>
            <numerusform>Send %1 record once more that may be stored already</numerusform>
            <numerusform>Send %1 records once more that may be stored already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It is not known whether %1 record(s) arrived.</source>
        <translation>
            <numerusform>It is not known whether %1 record arrived.</numerusform>
            <numerusform>It is not known whether %1 records arrived.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In Base64, not being text: %1 key(s), value(s) and header part(s)</source>
        <translation>
            <numerusform>In Base64, not being text: %1 key, value or header part</numerusform>
            <numerusform>In Base64, not being text: %1 keys, values and header parts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out, since they could not be read: %1 batch(es)</source>
        <translation>
            <numerusform>Left out, since it could not be read: %1 batch</numerusform>
            <numerusform>Left out, since they could not be read: %1 batches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skipped with all such, being no records: %1 line(s)</source>
        <translation>
            <numerusform>Skipped with all such, being no record: %1 line</numerusform>
            <numerusform>Skipped with all such, being no records: %1 lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %2 were deleted before they were read</source>
        <translation>
            <numerusform>%1 %2 was deleted before it was read</numerusform>
            <numerusform>%1 %2 were deleted before they were read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message numerus="yes">
        <source>%n large record(s) caught before were looked at in part</source>
        <translation>
            <numerusform>%n large record caught before was looked at in part</numerusform>
            <numerusform>%n large records caught before were looked at in part</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) could not be read</source>
        <translation>
            <numerusform>%n batch could not be read</numerusform>
            <numerusform>%n batches could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>payloads</name>
    <message numerus="yes">
        <source>%1 of %n record(s) that were looked at would be read so. Of another: %2</source>
        <translation>
            <numerusform>%1 of %n record that was looked at would be read so. Of another: %2</numerusform>
            <numerusform>%1 of %n records that were looked at would be read so. Of another: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n record(s) that were looked at would be read so. Of one: %2</source>
        <translation>
            <numerusform>%1 of %n record that was looked at would be read so. Of it: %2</numerusform>
            <numerusform>%1 of %n records that were looked at would be read so. Of one: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were looked at; each is read as what it looks like by itself.</source>
        <translation>
            <numerusform>%n record was looked at; each is read as what it looks like by itself.</numerusform>
            <numerusform>%n records were looked at; each is read as what it looks like by itself.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n record(s) that were looked at are read as %2.</source>
        <translation>
            <numerusform>%1 of %n record that was looked at is read as %2.</numerusform>
            <numerusform>%1 of %n records that were looked at are read as %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::RecordMenu</name>
    <message numerus="yes">
        <source>Copy %n row(s)</source>
        <translation>
            <numerusform>Copy %n row</numerusform>
            <numerusform>Copy %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::RunsPane</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>columns</name>
    <message numerus="yes">
        <source>%n partition(s) lack replicas.</source>
        <translation>
            <numerusform>%n partition lacks replicas.</numerusform>
            <numerusform>%n partitions lack replicas.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>events</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connected %n time(s)</source>
        <translation>
            <numerusform>Connected %n time</numerusform>
            <numerusform>Connected %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disconnected %n time(s)</source>
        <translation>
            <numerusform>Disconnected %n time</numerusform>
            <numerusform>Disconnected %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Another cluster answered %n time(s)</source>
        <translation>
            <numerusform>Another cluster answered</numerusform>
            <numerusform>Another cluster answered %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lost the connection %n time(s)</source>
        <translation>
            <numerusform>Lost the connection %n time</numerusform>
            <numerusform>Lost the connection %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connected again %n time(s)</source>
        <translation>
            <numerusform>Connected again %n time</numerusform>
            <numerusform>Connected again %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s) created</source>
        <translation>
            <numerusform>%n topic created</numerusform>
            <numerusform>%n topics created</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s) deleted</source>
        <translation>
            <numerusform>%n topic deleted</numerusform>
            <numerusform>%n topics deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s) reconfigured</source>
        <translation>
            <numerusform>%n topic reconfigured</numerusform>
            <numerusform>%n topics reconfigured</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s) with more partitions</source>
        <translation>
            <numerusform>%n topic with more partitions</numerusform>
            <numerusform>%n topics with more partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) appeared</source>
        <translation>
            <numerusform>%n group appeared</numerusform>
            <numerusform>%n groups appeared</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) gone</source>
        <translation>
            <numerusform>%n group gone</numerusform>
            <numerusform>%n groups gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) changed their state</source>
        <translation>
            <numerusform>%n group changed its state</numerusform>
            <numerusform>%n groups changed their state</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) fall behind</source>
        <translation>
            <numerusform>%n group falls behind</numerusform>
            <numerusform>%n groups fall behind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) lost unread records</source>
        <translation>
            <numerusform>%n group lost unread records</numerusform>
            <numerusform>%n groups lost unread records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offsets of %n group(s) were moved</source>
        <translation>
            <numerusform>Offsets of %n group were moved</numerusform>
            <numerusform>Offsets of %n groups were moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) have caught up</source>
        <translation>
            <numerusform>%n group has caught up</numerusform>
            <numerusform>%n groups have caught up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s) under-replicated</source>
        <translation>
            <numerusform>%n topic under-replicated</numerusform>
            <numerusform>%n topics under-replicated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s) in sync again</source>
        <translation>
            <numerusform>%n topic in sync again</numerusform>
            <numerusform>%n topics in sync again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broker(s) started</source>
        <translation>
            <numerusform>%n broker started</numerusform>
            <numerusform>%n brokers started</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broker(s) gone</source>
        <translation>
            <numerusform>%n broker gone</numerusform>
            <numerusform>%n brokers gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The local broker was stopped %n time(s)</source>
        <translation>
            <numerusform>The local broker was stopped</numerusform>
            <numerusform>The local broker was stopped %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s) gone</source>
        <translation>
            <numerusform>%n topic gone</numerusform>
            <numerusform>%n topics gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The local broker was wiped %n time(s)</source>
        <translation>
            <numerusform>The local broker was wiped</numerusform>
            <numerusform>The local broker was wiped %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groups</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) committed beyond the end are not in this sum.</source>
        <translation>
            <numerusform>%n partition committed beyond the end is not in this sum.</numerusform>
            <numerusform>%n partitions committed beyond the end are not in this sum.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) still to be given to it</source>
        <translation>
            <numerusform>%n partition still to be given to it</numerusform>
            <numerusform>%n partitions still to be given to it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) still to be given up</source>
        <translation>
            <numerusform>%n partition still to be given up</numerusform>
            <numerusform>%n partitions still to be given up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n standby task(s)</source>
        <translation>
            <numerusform>%n standby task</numerusform>
            <numerusform>%n standby tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warm-up task(s)</source>
        <translation>
            <numerusform>%n warm-up task</numerusform>
            <numerusform>%n warm-up tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n member(s): only a group without members can be deleted.</source>
        <translation>
            <numerusform>%1 has %n member: only a group without members can be deleted.</numerusform>
            <numerusform>%1 has %n members: only a group without members can be deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n group(s)?</source>
        <translation>
            <numerusform>Delete %n group?</numerusform>
            <numerusform>Delete %n groups?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n group(s)</source>
        <translation>
            <numerusform>Delete %n group</numerusform>
            <numerusform>Delete %n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Records of %n group(s) were deleted before they were committed; no lag counts them, but Kafka&apos;s own tool does.</source>
        <translation>
            <numerusform>Records of %n group were deleted before they were committed; no lag counts them, but Kafka&apos;s own tool does.</numerusform>
            <numerusform>Records of %n groups were deleted before they were committed; no lag counts them, but Kafka&apos;s own tool does.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were deleted before they were committed; Kafka&apos;s own tool counts them as lag.</source>
        <translation>
            <numerusform>%n record was deleted before it was committed; Kafka&apos;s own tool counts it as lag.</numerusform>
            <numerusform>%n records were deleted before they were committed; Kafka&apos;s own tool counts them as lag.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) without a commit are not in this sum.</source>
        <translation>
            <numerusform>%n partition without a commit is not in this sum.</numerusform>
            <numerusform>%n partitions without a commit are not in this sum.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>palette</name>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>localBroker</name>
    <message numerus="yes">
        <source>At least %n client(s), with %1 connections, are attached to it and will lose them.</source>
        <translation>
            <numerusform>At least %n client, with %1 connections, is attached to it and will lose them.</numerusform>
            <numerusform>At least %n clients, with %1 connections, are attached to it and will lose them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) are attached to it and will lose the connection.</source>
        <translation>
            <numerusform>%n client is attached to it and will lose the connection.</numerusform>
            <numerusform>%n clients are attached to it and will lose the connection.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The broker runs in memory: %n topic(s) and their records go with it.</source>
        <translation>
            <numerusform>The broker runs in memory: %n topic and its records go with it.</numerusform>
            <numerusform>The broker runs in memory: %n topics and their records go with it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deletes %n topic(s), all records and all groups in %1.</source>
        <translation>
            <numerusform>Deletes %n topic, all records and all groups in %1.</numerusform>
            <numerusform>Deletes %n topics, all records and all groups in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) will be cut off: %1.</source>
        <translation>
            <numerusform>%n run will be cut off: %1.</numerusform>
            <numerusform>%n runs will be cut off: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>topics</name>
    <message numerus="yes">
        <source>About %1 message(s), %2, are gone for good.</source>
        <translation>
            <numerusform>About %1 message, %2, is gone for good.</numerusform>
            <numerusform>About %1 messages, %2, are gone for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %1 message(s) are gone for good.</source>
        <translation>
            <numerusform>About %1 message is gone for good.</numerusform>
            <numerusform>About %1 messages are gone for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) read or have read here.</source>
        <translation>
            <numerusform>%n group reads or has read here.</numerusform>
            <numerusform>%n groups read or have read here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete older records of %n topic(s)</source>
        <translation>
            <numerusform>Delete older records of %n topic</numerusform>
            <numerusform>Delete older records of %n topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Empty %n topic(s)?</source>
        <translation>
            <numerusform>Empty %n topic?</numerusform>
            <numerusform>Empty %n topics?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Empty %n topic(s)</source>
        <translation>
            <numerusform>Empty %n topic</numerusform>
            <numerusform>Empty %n topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n topic(s)?</source>
        <translation>
            <numerusform>Delete %n topic?</numerusform>
            <numerusform>Delete %n topics?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n topic(s)</source>
        <translation>
            <numerusform>Delete %n topic</numerusform>
            <numerusform>Delete %n topics</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::AddPartitionsDialog</name>
    <message numerus="yes">
        <source>%n new, from %1 on. Records with a key may land elsewhere than before: the order of a key&apos;s records is kept only within each partition. Partitions cannot be taken away again.</source>
        <translation>
            <numerusform>%n new, from %1 on. Records with a key may land elsewhere than before: the order of a key&apos;s records is kept only within each partition. Partitions cannot be taken away again.</numerusform>
            <numerusform>%n new, from %1 on. Records with a key may land elsewhere than before: the order of a key&apos;s records is kept only within each partition. Partitions cannot be taken away again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::ConfigurationPart</name>
    <message numerus="yes">
        <source>%n setting(s)</source>
        <translation>
            <numerusform>%n setting</numerusform>
            <numerusform>%n settings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s)</source>
        <translation>
            <numerusform>%n edit</numerusform>
            <numerusform>%n edits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::ConnectDialog</name>
    <message numerus="yes">
        <source>It answers: %n broker(s), %1.</source>
        <translation>
            <numerusform>It answers: %n broker, %1.</numerusform>
            <numerusform>It answers: %n brokers, %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::GroupPane</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>%n topic</numerusform>
            <numerusform>%n topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) without a commit</source>
        <translation>
            <numerusform>%n partition without a commit</numerusform>
            <numerusform>%n partitions without a commit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n partition(s) assigned</source>
        <translation>
            <numerusform>%1 of %n partition assigned</numerusform>
            <numerusform>%1 of %n partitions assigned</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::GroupsPane</name>
    <message numerus="yes">
        <source>%1 of %n group(s)</source>
        <translation>
            <numerusform>%1 of %n group</numerusform>
            <numerusform>%1 of %n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n member(s)</source>
        <translation>
            <numerusform>at least %n member</numerusform>
            <numerusform>at least %n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n group</numerusform>
            <numerusform>%n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>lag of %n group(s) not known</source>
        <translation>
            <numerusform>lag of %n group not known</numerusform>
            <numerusform>lag of %n groups not known</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The lag of %n group(s) is not known, or not of every partition: it could not be read, or there is no commit.</source>
        <translation>
            <numerusform>The lag of %n group is not known, or not of every partition: it could not be read, or there is no commit.</numerusform>
            <numerusform>The lag of %n groups is not known, or not of every partition: it could not be read, or there is no commit.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::JobIndicator</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::BrokerLog</name>
    <message numerus="yes">
        <source>%n older line(s) are gone</source>
        <translation>
            <numerusform>%n older line is gone</numerusform>
            <numerusform>%n older lines are gone</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::LocalBrokerPane</name>
    <message numerus="yes">
        <source>created, %n partition(s)</source>
        <translation>
            <numerusform>created, %n partition</numerusform>
            <numerusform>created, %n partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::FigureStrip</name>
    <message numerus="yes">
        <source>%n partition(s) reassigned now: replicas are being added</source>
        <translation>
            <numerusform>%n partition reassigned now: replicas are being added</numerusform>
            <numerusform>%n partitions reassigned now: replicas are being added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) without a leader</source>
        <translation>
            <numerusform>%n partition without a leader</numerusform>
            <numerusform>%n partitions without a leader</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them internal</source>
        <translation>
            <numerusform>%n of them internal</numerusform>
            <numerusform>%n of them internal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) may lag more: where nothing was committed, lag is not known.</source>
        <translation>
            <numerusform>%n group may lag more: where nothing was committed, lag is not known.</numerusform>
            <numerusform>%n groups may lag more: where nothing was committed, lag is not known.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::PartitionsPart</name>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::EditSettingDialog</name>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>%n topic</numerusform>
            <numerusform>%n topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %n topic(s)</source>
        <translation>
            <numerusform>Change %n topic</numerusform>
            <numerusform>Change %n topics</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::EmptyBeforeDialog</name>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>%n topic</numerusform>
            <numerusform>%n topics</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::CreateTopicDialog</name>
    <message numerus="yes">
        <source>More than the %n broker(s) that are there now: the brokers decide.</source>
        <translation>
            <numerusform>More than the %n broker that is there now: it decides.</numerusform>
            <numerusform>More than the %n brokers that are there now: the brokers decide.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broker(s) are there now; each holds at most one copy of every record.</source>
        <translation>
            <numerusform>%n broker is there now; it holds at most one copy of every record.</numerusform>
            <numerusform>%n brokers are there now; each holds at most one copy of every record.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) of the topic&apos;s own stand above and can be changed. Its records are not copied.</source>
        <translation>
            <numerusform>%n setting of the topic&apos;s own stands above and can be changed. Its records are not copied.</numerusform>
            <numerusform>%n settings of the topic&apos;s own stand above and can be changed. Its records are not copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::ReviewConfigDialog</name>
    <message numerus="yes">
        <source>Apply %n change(s)</source>
        <translation>
            <numerusform>Apply %n change</numerusform>
            <numerusform>Apply %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::ScanStrip</name>
    <message numerus="yes">
        <source>%1 match</source>
        <translation>
            <numerusform>%1 match</numerusform>
            <numerusform>%1 match</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::TableView</name>
    <message numerus="yes">
        <source>%n row(s) hidden by the choices above.</source>
        <translation>
            <numerusform>%n row hidden by the choices above.</numerusform>
            <numerusform>%n rows hidden by the choices above.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::TopicPane</name>
    <message numerus="yes">
        <source>%1 message(s)</source>
        <translation>
            <numerusform>%1 message</numerusform>
            <numerusform>%1 messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) without a leader</source>
        <translation>
            <numerusform>%n partition without a leader</numerusform>
            <numerusform>%n partitions without a leader</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) under-replicated</source>
        <translation>
            <numerusform>%n partition under-replicated</numerusform>
            <numerusform>%n partitions under-replicated</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::TopicsPane</name>
    <message numerus="yes">
        <source>%1 of %n topic(s)</source>
        <translation>
            <numerusform>%1 of %n topic</numerusform>
            <numerusform>%1 of %n topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>%n topic</numerusform>
            <numerusform>%n topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n internal hidden</source>
        <translation>
            <numerusform>%n internal hidden</numerusform>
            <numerusform>%n internal hidden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::PayloadPage</name>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::RecordCompare</name>
    <message numerus="yes">
        <source>%n offset(s) apart</source>
        <translation>
            <numerusform>%n offset apart</numerusform>
            <numerusform>%n offsets apart</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) differ</source>
        <translation>
            <numerusform>%n field differs</numerusform>
            <numerusform>%n fields differ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::Pane</name>
    <message numerus="yes">
        <source>%n broker(s) cannot be reached. The first: %1</source>
        <translation>
            <numerusform>%n broker cannot be reached: %1</numerusform>
            <numerusform>%n brokers cannot be reached. The first: %1</numerusform>
        </translation>
    </message>
</context>
</TS>
