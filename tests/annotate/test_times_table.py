"""What an English newsroom writes for a day, an hour, a length or a habit, read on Tuesday 6 October 2020: a table.

Always true here: the sentences are invented; each line is "text => words | type | value", more than one split by ";".
"""

from __future__ import annotations

import pytest

from dateline.annotate.times import find, tag

READ_ON = "2020-10-06"
TABLE = """
They met on 6 October 2020. => 6 October 2020 | DATE | 2020-10-06
They met on October 6th, 2020. => October 6th, 2020 | DATE | 2020-10-06
They met on 6 Oct. 2020. => 6 Oct. 2020 | DATE | 2020-10-06
They met on Oct 6 2020. => Oct 6 2020 | DATE | 2020-10-06
They met on 6th October 2020. => 6th October 2020 | DATE | 2020-10-06
They met on the 6th of October 2020. => the 6th of October 2020 | DATE | 2020-10-06
They met on 25/09/2020. => 25/09/2020 | DATE | 2020-09-25
They met on 9/25/2020. => 9/25/2020 | DATE | 2020-09-25
They met on 2020/09/25. => 2020/09/25 | DATE | 2020-09-25
They met on 2020-10-02. => 2020-10-02 | DATE | 2020-10-02
They met on 02.10.2020. => 02.10.2020 | DATE | 2020-10-02
They met on 2-Oct-2020. => 2-Oct-2020 | DATE | 2020-10-02
They met on 02 Oct 2020. => 02 Oct 2020 | DATE | 2020-10-02
They met on OCTOBER 2, 2020. => OCTOBER 2, 2020 | DATE | 2020-10-02
They met on Fri, 2 Oct 2020. => Fri, 2 Oct 2020 | DATE | 2020-10-02
They met on Friday 2 October 2020. => Friday 2 October 2020 | DATE | 2020-10-02
They met on Friday, the 2nd of October. => Friday, the 2nd of October | DATE | 2020-10-02
They met on Oct 2. => Oct 2 | DATE | 2020-10-02
They met on Sept 28. => Sept 28 | DATE | 2020-09-28
They met on Tues. morning. => Tues. morning | TIME | 2020-10-06TMO
They met Fri. => Fri. | DATE | 2020-10-02
They met on the 2nd. => the 2nd | DATE | 2020-10-02
They met on the 28th. => the 28th | DATE | 2020-09-28
It happened in mid-October. => mid-October | DATE | 2020-10
It happened in mid September. => mid September | DATE | 2020-09
It happened in early October 2020. => early October 2020 | DATE | 2020-10
It happened in late September. => late September | DATE | 2020-09
It happened at the end of September. => the end of September | DATE | 2020-09
It happened at the beginning of 2019. => the beginning of 2019 | DATE | 2019
It happened on the night of 5 October. => the night of 5 October | TIME | 2020-10-05TNI
It happened on the morning of Oct. 5. => the morning of Oct. 5 | TIME | 2020-10-05TMO
It happened on the evening of October 2, 2020. => the evening of October 2, 2020 | TIME | 2020-10-02TEV
It happened during the night of Sunday. => the night of Sunday | TIME | 2020-10-04TNI
It happened in the early hours of Monday. => Monday | DATE | 2020-10-05
It happened in the early hours of 5 October. => 5 October | DATE | 2020-10-05
It happened at 4 p.m. => 4 p.m. | TIME | 2020-10-06T16:00
It happened at 4 pm. => 4 pm | TIME | 2020-10-06T16:00
It happened at 4PM. => 4PM | TIME | 2020-10-06T16:00
It happened at 16:00. => 16:00 | TIME | 2020-10-06T16:00
It happened at 4:30pm local time. => 4:30pm local time | TIME | 2020-10-06T16:30
It happened at 4:30 PM EST on Monday. => 4:30 PM EST on Monday | TIME | 2020-10-05T16:30
It happened at noon. => noon | TIME | 2020-10-06T12:00
It happened at midnight. => midnight | TIME | 2020-10-06T24:00
It happened at 0400 GMT. => 0400 GMT | TIME | 2020-10-06T04:00
It happened at 0400GMT. => 0400GMT | TIME | 2020-10-06T04:00
It happened at 1600 hours. => 1600 hours | TIME | 2020-10-06T16:00
It happened at half past four. => half past four | TIME | 2020-10-06T04:30
It happened at quarter to five in the morning. => quarter to five in the morning | TIME | 2020-10-06T04:45
It happened at four o'clock. => four o'clock | TIME | 2020-10-06T04:00
It happened at four o’clock in the afternoon. => four o’clock in the afternoon | TIME | 2020-10-06T16:00
It happened at about 4:30 a.m. on October 2. => 4:30 a.m. on October 2 | TIME | 2020-10-02T04:30
It happened at 16:30 on Monday. => 16:30 on Monday | TIME | 2020-10-05T16:30
It happened on Monday at 16:30. => Monday at 16:30 | TIME | 2020-10-05T16:30
It happened on October 2 at 10 a.m. => October 2 at 10 a.m. | TIME | 2020-10-02T10:00
It happened around midday Monday. => midday Monday | TIME | 2020-10-05T12:00
It happened just before dawn on Monday. => dawn on Monday | TIME | 2020-10-05TMO
It happened at 3 a.m. yesterday. => 3 a.m. yesterday | TIME | 2020-10-05T03:00
Sunday’s poll was void. => Sunday | DATE | 2020-10-04
Yesterday’s poll was void. => Yesterday | DATE | 2020-10-05
Last week’s poll was void. => Last week | DATE | 2020-W40
It happened Monday morning. => Monday morning | TIME | 2020-10-05TMO
It happened on Monday afternoon. => Monday afternoon | TIME | 2020-10-05TAF
It happened early Monday. => early Monday | DATE | 2020-10-05
It happened late on Monday. => Monday | DATE | 2020-10-05
It happened overnight. => overnight | TIME | 2020-10-06TNI
It happened last night. => last night | TIME | 2020-10-05TNI
It happened this morning. => this morning | TIME | 2020-10-06TMO
It happened yesterday evening. => yesterday evening | TIME | 2020-10-05TEV
It happens tomorrow morning. => tomorrow morning | TIME | 2020-10-07TMO
It happens tonight. => tonight | TIME | 2020-10-06TNI
It happened on October 2. It had rained the previous day. => October 2 | DATE | 2020-10-02; the previous day | DATE | 2020-10-01
It happened on October 2. It had rained a week earlier. => October 2 | DATE | 2020-10-02; a week earlier | DATE | 2020-09-25
It happened on October 2. He died 48 hours after. => October 2 | DATE | 2020-10-02; 48 hours after | DATE | 2020-10-04
It happened on October 2. He died three days on. => October 2 | DATE | 2020-10-02; three days on | DATE | 2020-10-05
It happened on October 2. He died three days later. => October 2 | DATE | 2020-10-02; three days later | DATE | 2020-10-05
It happened on October 2. He died two weeks after that. => October 2 | DATE | 2020-10-02; two weeks after that | DATE | 2020-10-16
It happened on October 2. He died the day after. => October 2 | DATE | 2020-10-02; the day after | DATE | 2020-10-03
It happened the day before yesterday. => the day before yesterday | DATE | 2020-10-04
It happens the day after tomorrow. => the day after tomorrow | DATE | 2020-10-08
It happened a fortnight ago. => a fortnight ago | DATE | 2020-W39
It happened this past weekend. => this past weekend | DATE | 2020-W40-WE
It happened last weekend. => last weekend | DATE | 2020-W40-WE
It happened at the weekend. => the weekend | DATE | 2020-W40-WE
It happened over the weekend. => the weekend | DATE | 2020-W40-WE
It happened on October 2. He died the same day. => October 2 | DATE | 2020-10-02; the same day | DATE | 2020-10-02
It happened on October 2. He died the following week. => October 2 | DATE | 2020-10-02; the following week | DATE | 2020-W41
It happened on October 2. He died the next morning. => October 2 | DATE | 2020-10-02; the next morning | TIME | 2020-10-03TMO
It happened on October 2. He died that evening. => October 2 | DATE | 2020-10-02; that evening | TIME | 2020-10-02TEV
It happened on October 2. He died that same night. => October 2 | DATE | 2020-10-02; that same night | TIME | 2020-10-02TNI
It happened last Tuesday. => last Tuesday | DATE | 2020-09-29
It happened Tuesday last week. => Tuesday last week | DATE | 2020-09-29
It happened on Tuesday of last week. => Tuesday of last week | DATE | 2020-09-29
It happens on Tuesday next week. => Tuesday next week | DATE | 2020-10-13
It happens next Tuesday. => next Tuesday | DATE | 2020-10-13
It happened this Monday. => this Monday | DATE | 2020-10-05
It happened three days ago. => three days ago | DATE | 2020-10-03
It happened some three months ago. => three months ago | DATE | 2020-07
It happened more than two years ago. => more than two years ago | DATE | 2018
It happened nearly a decade ago. => nearly a decade ago | DATE | 2010
It happened a century ago. => a century ago | DATE | 1920
It happened a few days ago. => a few days ago | DATE | PAST_REF
It happened hours ago. => hours ago | DATE | PAST_REF
It happened two hours ago. => two hours ago | DATE | 2020-10-06
It happened years earlier. => years earlier | DATE | PAST_REF
It happened last month. => last month | DATE | 2020-09
It happened earlier this month. => earlier this month | DATE | 2020-10
It happens later this year. => later this year | DATE | 2020
It happens next month. => next month | DATE | 2020-11
It happens in two weeks. => two weeks | DURATION | P2W
It happens in two weeks' time. => two weeks | DURATION | P2W
It happens within 48 hours. => 48 hours | DURATION | PT48H
It happened in the last 24 hours. => the last 24 hours | DURATION | PT24H
It happened in the past few days. => the past few days | DURATION | PXD
It took more than two hours. => more than two hours | DURATION | PT2H
It was a decade-long war. => decade-long | DURATION | P10Y
It was a two-and-a-half-year term. => two-and-a-half-year | DURATION | P2Y6M
He got 11 years and two months. => 11 years and two months | DURATION | P11Y2M
It took several weeks. => several weeks | DURATION | PXW
Over the past 15 years it grew. => the past 15 years | DURATION | P15Y
It took a week. => a week | DURATION | P1W
It took an hour and a half. => an hour and a half | DURATION | PT1H30M
It took half an hour. => half an hour | DURATION | PT30M
It took two and a half hours. => two and a half hours | DURATION | PT2H30M
It took 2.5 hours. => 2.5 hours | DURATION | PT2H30M
It took 90 minutes. => 90 minutes | DURATION | PT90M
It took 30 seconds. => 30 seconds | DURATION | PT30S
It took three to four weeks. => three to four weeks | DURATION | P3W
It was a three-day trip. => three-day | DURATION | P3D
It was a 10-year-old boy. => -
She is 45 years old. => -
She, 45, left. => -
It was a 20-minute talk. => 20-minute | DURATION | PT20M
It was a five-hour-long talk. => five-hour-long | DURATION | PT5H
He served a six-month term. => six-month | DURATION | P6M
He was there for years. => years | DURATION | PXY
He was there for decades. => decades | DURATION | PXE
He was there all day. => all day | DURATION | P1D
He was there the whole week. => the whole week | DURATION | P1W
It lasted a century. => a century | DURATION | P100Y
It lasted hundreds of years. => hundreds of years | DURATION | PXY
It lasted thousands of years. => thousands of years | DURATION | PXY
It took a couple of weeks. => a couple of weeks | DURATION | P2W
It took a dozen years. => a dozen years | DURATION | P12Y
It took months. => months | DURATION | PXM
It was in the 1990s. => the 1990s | DATE | 199
It was in the nineties. => the nineties | DATE | 199
It was in the mid-1980s. => the mid-1980s | DATE | 198
It was in the early 1960s. => the early 1960s | DATE | 196
It was in the '60s. => the '60s | DATE | 196
It was in the late ’70s. => the late ’70s | DATE | 197
It was in the 1800s. => the 1800s | DATE | 180
It was in the 1920s and 1930s. => the 1920s | DATE | 192; 1930s | DATE | 193
It was in the 19th century. => the 19th century | DATE | 18
It was in the nineteenth century. => the nineteenth century | DATE | 18
It was in the early 20th century. => the early 20th century | DATE | 19
It was in the mid-19th century. => the mid-19th century | DATE | 18
It was in the 21st century. => the 21st century | DATE | 20
It was in the 3rd century BC. => the 3rd century BC | DATE | BC02
It was in the summer of 2014. => the summer of 2014 | DATE | 2014-SU
It was last summer. => last summer | DATE | 2020-SU
It is next spring. => next spring | DATE | 2021-SP
It was in spring 2019. => spring 2019 | DATE | 2019-SP
It was in the autumn of 1944. => the autumn of 1944 | DATE | 1944-FA
It was in the third quarter. => the third quarter | DATE | 2020-Q3
It was in the third quarter of 2019. => the third quarter of 2019 | DATE | 2019-Q3
It was in Q3. => Q3 | DATE | 2020-Q3
It was in 2019 Q3. => 2019 Q3 | DATE | 2019-Q3
It was in the first half of 2019. => the first half of 2019 | DATE | 2019-H1
It was in fiscal 2019. => fiscal 2019 | DATE | 2019
It was in fiscal year 2019. => fiscal year 2019 | DATE | 2019
It was in FY2019. => FY2019 | DATE | 2019
It was in the 2018-19 season. => 2018-19 | DATE | 2018/2019
It was in H1 2020. => H1 2020 | DATE | 2020-H1
It was from 5 to 7 October. => 5 to 7 October | DATE | 2020-10-05/2020-10-07
It was between 5 and 7 October. => 5 and 7 October | DATE | 2020-10-05/2020-10-07
It was between October 2 and October 5. => October 2 | DATE | 2020-10-02; October 5 | DATE | 2020-10-05
It was in 2010-2015. => 2010-2015 | DATE | 2010/2015
It was from 2010 to 2015. => 2010 | DATE | 2010; 2015 | DATE | 2015
It was from 1939-45. => 1939-45 | DATE | 1939/1945
It was on 2-3 October. => 2-3 October | DATE | 2020-10-02/2020-10-03
It was on October 2-3. => October 2-3 | DATE | 2020-10-02/2020-10-03
It was on 30 September-2 October. => 30 September-2 October | DATE | 2020-09-30/2020-10-02
It was from June to August 2019. => June to August 2019 | DATE | 2019-06/2019-08
They meet every Friday. => every Friday | SET | XXXX-WXX-5
They meet daily. => daily | SET | P1D
They meet twice a week. => twice a week | SET | P1W
They meet on Mondays. => Mondays | SET | XXXX-WXX-1
They meet annually. => annually | SET | P1Y
They meet each year. => each year | SET | P1Y
They meet every two years. => every two years | SET | P2Y
They meet every day. => every day | SET | P1D
They meet every other week. => every other week | SET | P2W
They meet once a month. => once a month | SET | P1M
They meet three times a year. => three times a year | SET | P1Y
They meet on weekends. => weekends | SET | XXXX-WXX-WE
They meet every morning. => every morning | SET | XXXX-XX-XXTMO
They meet every four years. => every four years | SET | P4Y
They meet weekly. => weekly | SET | P1W
They meet every summer. => every summer | SET | XXXX-SU
They meet on Monday nights. => Monday nights | SET | XXXX-WXX-1TNI
Things changed in recent weeks. => recent weeks | DATE | PAST_REF
Things changed recently. => recently | DATE | PAST_REF
Things are currently fine. => currently | DATE | PRESENT_REF
Things will change in the future. => the future | DATE | FUTURE_REF
Nowadays things are fine. => Nowadays | DATE | PRESENT_REF
Things were fine in the past. => the past | DATE | PAST_REF
Things are fine at the moment. => at the moment | DATE | PRESENT_REF
Things are fine at present. => at present | DATE | PRESENT_REF
Things are fine these days. => these days | DATE | PRESENT_REF
Things will change in the coming days. => coming days | DATE | FUTURE_REF
Things will change in the near future. => the near future | DATE | FUTURE_REF
Things were fine until now. => now | DATE | PRESENT_REF
It was on Christmas Day. => Christmas Day | DATE | 2019-12-25
It was on New Year's Eve. => New Year's Eve | DATE | 2019-12-31
It was on New Year’s Eve 2018. => New Year’s Eve 2018 | DATE | 2018-12-31
It was at Easter. => Easter | DATE | 2020-04-12
It was on Thanksgiving. => Thanksgiving | DATE | 2020-11-26
It was on Labor Day. => Labor Day | DATE | 2020-09-07
It was on Good Friday. => Good Friday | DATE | 2020-04-10
It was on Christmas Eve 2019. => Christmas Eve 2019 | DATE | 2019-12-24
It was on Boxing Day. => Boxing Day | DATE | 2019-12-26
It was on St. Patrick's Day. => St. Patrick's Day | DATE | 2020-03-17
It was on Independence Day. => Independence Day | DATE | XXXX-XX-XX
It was on Valentine’s Day. => Valentine’s Day | DATE | 2020-02-14
It was on Palm Sunday. => Palm Sunday | DATE | 2020-04-05
It was in 44 BC. => 44 BC | DATE | BC0044
It was in AD 79. => AD 79 | DATE | 0079
It was in 79 AD. => 79 AD | DATE | 0079
It was in 586 B.C. => 586 B.C. | DATE | BC0586
It was in 1917. => 1917 | DATE | 1917
It was in 1066. => 1066 | DATE | 1066
It was in the year 1453. => the year 1453 | DATE | 1453
It was on 28 June 1914. => 28 June 1914 | DATE | 1914-06-28
It was on July 4, 1776. => July 4, 1776 | DATE | 1776-07-04
It was in August 1914. => August 1914 | DATE | 1914-08
It was in March. => March | DATE | 2020-03
It was in May. => May | DATE | 2020-05
It was in May 2019. => May 2019 | DATE | 2019-05
It was by May 1945. => May 1945 | DATE | 1945-05
They left in January and came back in April. => January | DATE | 2020-01; April | DATE | 2020-04
They left last December. => last December | DATE | 2019-12
They left since 2011. => 2011 | DATE | 2011
They left on Sunday, 4 October. => Sunday, 4 October | DATE | 2020-10-04
They left on Sunday 4 October 2020. => Sunday 4 October 2020 | DATE | 2020-10-04
They left on the first Monday of September. => the first Monday of September | DATE | 2020-09-07
They left on the last day of 2019. => 2019 | DATE | 2019
They left in the first week of October. => the first week of October | DATE | 2020-10
They left on the eve of 1 May. => 1 May | DATE | 2020-05-01
They left two days before Christmas. => two days | DURATION | P2D; Christmas | DATE | 2019-12-25
They left a week after Easter. => a week | DURATION | P1W; Easter | DATE | 2020-04-12
They left on Tuesday, 29 September, at 3pm. => Tuesday, 29 September, at 3pm | TIME | 2020-09-29T15:00
Today is fine. => Today | DATE | 2020-10-06
They left later that day. => later that day | DATE | 2020-10-06
They left yesterday. => yesterday | DATE | 2020-10-05
See you tmrw at 7pm. => tmrw at 7pm | TIME | 2020-10-07T19:00
Game is Sat night at 8. => Sat night | TIME | 2020-10-03TNI
Pls call 2moro morning. => 2moro morning | TIME | 2020-10-07TMO
Back in 5 mins. => 5 mins | DURATION | PT5M
Gone for 2 hrs. => 2 hrs | DURATION | PT2H
Leaving Fri 9 Oct. => Fri 9 Oct. | DATE | 2020-10-09
Meet @ 18:30 tonite. => tonite | TIME | 2020-10-06TNI
Party on 31 Dec. => 31 Dec. | DATE | 2019-12-31
Due 12/10. => -
It was the winter of 1941-42. => the winter of 1941-42 | DATE | 1941-WI
It fell on 9/10 November. => 9/10 November | DATE | 2020-11-09/2020-11-10
It fell on the afternoon of the 14th. => the afternoon of the 14th | TIME | 2020-09-14TAF
It fell at dawn on 6 June 1944. => dawn on 6 June 1944 | TIME | 1944-06-06TMO
It fell at 5:30 a.m. on 16 July 1945. => 5:30 a.m. on 16 July 1945 | TIME | 1945-07-16T05:30
It fell in late May 1940. => late May 1940 | DATE | 1940-05
It fell by the end of 1942. => the end of 1942 | DATE | 1942
It fell in the spring of 1943. => the spring of 1943 | DATE | 1943-SP
It fell during the 1930s. => the 1930s | DATE | 193
It fell in the first years of the 18th century. => the 18th century | DATE | 17
It fell in the early 1500s. => the early 1500s | DATE | 150
It fell circa 1450. => 1450 | DATE | 1450
It fell between 1618 and 1648. => 1618 | DATE | 1618; 1648 | DATE | 1648
It fell in 1914–18. => 1914–18 | DATE | 1914/1918
He ruled from 1556 until 1605. => 1556 | DATE | 1556; 1605 | DATE | 1605
He ruled (1556–1605) with care. => 1556–1605 | DATE | 1556/1605
He was born on 3 March 1871. => 3 March 1871 | DATE | 1871-03-03
He was born in 1871 and died in 1940. => 1871 | DATE | 1871; 1940 | DATE | 1940
The war lasted from 1939 to 1945. => 1939 | DATE | 1939; 1945 | DATE | 1945
The battle lasted four days. => four days | DURATION | P4D
The siege lasted from 8 September 1941 to 27 January 1944. => 8 September 1941 | DATE | 1941-09-08; 27 January 1944 | DATE | 1944-01-27
The six-day war ended. => six-day | DURATION | P6D
A five-year plan was made. => five-year | DURATION | P5Y
The treaty of 1648 held. => 1648 | DATE | 1648
The 1905 revolution failed. => 1905 | DATE | 1905
The 2015-16 winter was warm. => 2015-16 | DATE | 2015/2016
The ten-year-old treaty fell. => -
The company was founded 25 years ago. => 25 years ago | DATE | 1995
It opens in the second half of next year. => the second half of next year | DATE | 2021-H2
It closed in the first three months of this year. => the first three months | DURATION | P3M; this year | DATE | 2020
It opens early next month. => early next month | DATE | 2020-11
It opened late last year. => late last year | DATE | 2019
It opened at the start of the week. => the start of the week | DATE | 2020-W41
It opens at the end of the year. => the end of the year | DATE | 2020
It opens before the end of next month. => the end of next month | DATE | 2020-11
It opened on Monday of this week. => Monday of this week | DATE | 2020-10-05
It opened the Friday before last. => the Friday before last | DATE | 2020-09-25
It opened the week before last. => the week before last | DATE | 2020-W39
It opens the week after next. => the week after next | DATE | 2020-W43
It opened earlier in the week. => earlier in the week | DATE | 2020-W41
It opened late in the week. => the week | DATE | 2020-W41
It opened mid-morning on Monday. => mid-morning on Monday | TIME | 2020-10-05TMO
It opened at sunrise. => sunrise | TIME | 2020-10-06TMO
It opened just after midnight on Sunday. => midnight on Sunday | TIME | 2020-10-04T24:00
It opened shortly before 9 p.m. on Saturday. => 9 p.m. on Saturday | TIME | 2020-10-03T21:00
It opened between 9 a.m. and 5 p.m. => 9 a.m. | TIME | 2020-10-06T09:00; 5 p.m. | TIME | 2020-10-06T17:00
It opened at 9 on Monday morning. => 9 on Monday morning | TIME | 2020-10-05T09:00
It opened Sunday at noon. => Sunday at noon | TIME | 2020-10-04T12:00
It opened at 12 noon. => 12 noon | TIME | 2020-10-06T12:00
It opened at 11:59 p.m. ET. => 11:59 p.m. ET | TIME | 2020-10-06T23:59
It opened at 2100 GMT on Sunday. => 2100 GMT on Sunday | TIME | 2020-10-04T21:00
It opened at 6pm (1700 GMT). => 6pm | TIME | 2020-10-06T18:00; 1700 GMT | TIME | 2020-10-06T17:00
It opened at 10 o'clock last night. => 10 o'clock last night | TIME | 2020-10-05T22:00
He had opened it two years before. => two years before | DATE | 2018
He had opened it two years previously. => two years previously | DATE | 2018
It was opened three years prior. => three years prior | DATE | 2017
It was the third time in two years. => two years | DURATION | P2Y
It was for the first time in a decade. => a decade | DURATION | P10Y
It was the worst in living memory since 1998. => 1998 | DATE | 1998
It took the better part of a year. => a year | DURATION | P1Y
It lasted nearly 20 minutes. => nearly 20 minutes | DURATION | PT20M
It lasted well over an hour. => over an hour | DURATION | PT1H
It lasted one and a half hours. => one and a half hours | DURATION | PT1H30M
It lasted a year and a half. => a year and a half | DURATION | P1Y6M
It lasted three and a half years. => three and a half years | DURATION | P3Y6M
It lasted two full days. => two full days | DURATION | P2D
It was 40 days and 40 nights. => 40 days | DURATION | P40D
It is a 24-hour curfew. => 24-hour | DURATION | PT24H
It is a 90-day ban. => 90-day | DURATION | P90D
He served eight to ten years. => eight to ten years | DURATION | P8Y
He was there for a few minutes. => a few minutes | DURATION | PTXM
He comes every second Tuesday. => every second Tuesday | SET | XXXX-WXX-2
He comes each Monday morning. => each Monday morning | SET | XXXX-WXX-1TMO
He comes on Tuesdays and Thursdays. => Tuesdays | SET | XXXX-WXX-2; Thursdays | SET | XXXX-WXX-4
He comes every 15 minutes. => every 15 minutes | SET | PT15M
He comes once every five years. => every five years | SET | P5Y
He comes on a daily basis. => daily | SET | P1D
He comes nightly. => nightly | SET | P1D
He comes every now and then. => -
"""
NO_TIMES = """
It may rain; they march on.
The site 24.kg said so.
Since the 9/11 attacks.
On flight 1993 to Rome.
See page 2010 for more.
Along Route 66 and Highway 2010.
In room 1984 of the hotel.
Orlov (45) and Petrov (1) came.
They won 3-2 and 21-19.
The second of the men left. He came second.
Flowers spring up. Leaves fall. Prices fall and hopes spring.
Under a sun so hot. He sat down. She sat. The cat sat on Mon Repos.
The Sun reported. The Sunday Times said. She writes for the Mail on Sunday. The Sun.
It cost $2,010 and $1990.
Call 555-2010 or +44 2010 1984.
ISBN 978-3-16-148410-0.
1,984 people came. 2010 people came. Some 1,500 came. About 1500 left.
The minutes of the meeting were read.
Theresa May resigned. Mrs. May said. May said she would go. Prime Minister May was tired.
The march ended. March for Our Lives was big. The March on Washington drew crowds.
He is in a second home. A second later it fell.
He was day and night at work. At the end of the day, we win.
He has 1990 shares. A 2,000-year-old vase.
The fall of the wall. The fall of Rome. After the fall of Kabul.
His second term. The third quarter of the match.
It was 20 degrees in the mid-70s.
He polled 12.5 percent. It is 10.30 metres.
On the one hand. For the second time. At one point.
The hour has come. Rush hour. Happy hour. Days of Thunder.
Mark 12:30 says so. Genesis 1:1. The ratio was 10:30.
Unit 731 and Area 51. The 1st Army. The 101st Airborne. The 5th Fleet on the 2nd floor.
"""
LINES = TABLE.strip().splitlines()


@pytest.mark.parametrize("line", LINES)
def test_line(line: str) -> None:
    """Extents, types and values are those of the table, and there is nothing else."""
    text, wanted = line.split(" => ")
    found = [f"{text[start:end]} | {kind} | {value}" for start, end, kind, value in tag(text, READ_ON)]
    assert found == ([] if wanted == "-" else wanted.split("; "))


@pytest.mark.parametrize("text", NO_TIMES.strip().splitlines())
def test_no_time(text: str) -> None:
    """Names, scores, prices, ages, verbs and numbers that look like times are none."""
    assert find(text) == ()


def test_the_table_holds_every_type_often() -> None:
    """The table is a table: two hundred phrases and more, of all four types."""
    counts = {kind: sum(f"| {kind} |" in line for line in LINES) for kind in ("DATE", "TIME", "DURATION", "SET")}
    assert len(LINES) >= 200
    assert min(counts.values()) >= 15
