from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="checked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
